# syntax=docker/dockerfile:1

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /src/target/lib lib
COPY --from=build /src/target/adot-operator.jar .

# Runs of the program, whose loaded and linked classes every later start takes from the cache: a check of a collector uses most of
# what the commands and the operator share. The cache is good only for the same Java runtime, class path, collector and header
# layout, so it is made here and with the flags of the entry point.
COPY --from=build /src/src/main/docker/training.yaml training.yaml
RUN java -Xlog:aot=error -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -XX:AOTCacheOutput=adot-operator.aot -jar adot-operator.jar check -f training.yaml

# A number, so that the kubelet can tell that it isn't root.
USER 65532:65532

# The quick compiler alone: neither a command nor an operator that mostly waits earns back what the other one costs.
# The root filesystem may be read-only: no performance data in /tmp. Out of memory ends the process, and the kubelet starts
# another. What _JAVA_OPTIONS says wins over these.
ENTRYPOINT ["java", \
  "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=adot-operator.aot", \
  "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
  "-jar", "adot-operator.jar"]
EXPOSE 8080 8081
