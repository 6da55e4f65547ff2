// Decides cases of IAM policies. A case is a line of JSON on standard input:
//   {"action", "resource", "principal", "account", "policies": [document, …], "boundary": document or null,
//    "contexts": [{key: value, …}, …]}
// Its answer is a line of JSON on standard output: for each context "Allowed", "ExplicitlyDenied" or
// "ImplicitlyDenied". Anything that the evaluator does not accept is an error and ends the whole.
import { createInterface } from 'node:readline';
import { runSimulation } from '@cloud-copilot/iam-simulate';

async function decide(question, contextVariables) {
  const answer = await runSimulation(
    {
      request: {
        action: question.action,
        resource: { resource: question.resource, accountId: question.account },
        principal: question.principal,
        contextVariables,
      },
      identityPolicies: question.policies.map((policy, i) => ({ name: `policy-${i}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      permissionBoundaryPolicies: question.boundary ? [{ name: 'boundary', policy: question.boundary }] : undefined,
    },
    {},
  );
  if (answer.resultType !== 'single') {
    throw new Error(`not decided: ${JSON.stringify(question)}: ${JSON.stringify(answer)}`);
  }
  if (answer.result.ignoredContextKeys.length > 0) {
    throw new Error(`keys that are not of ${question.action}: ${answer.result.ignoredContextKeys}`);
  }
  return answer.overallResult;
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const answers = [];
  for (const context of question.contexts) {
    answers.push(await decide(question, context));
  }
  console.log(JSON.stringify(answers));
}
