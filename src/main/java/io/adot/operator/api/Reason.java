package io.adot.operator.api;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every reason that a condition or an event of a collector may carry. Reasons are public interface:
 * alerts and scripts match on them.
 */
public enum Reason {
  // Ready
  /** All wanted pods run this generation and are ready. */
  Available,
  /** The rollout of this generation goes on. */
  Progressing,
  /** The configuration has errors; what ran before keeps running. */
  ConfigInvalid,
  /** The workload is withheld (policy {@code hold}) because Kubernetes permissions are missing. */
  PermissionsMissing,
  /** The workload is withheld (policy {@code hold}) because the AWS identity is proven broken. */
  AwsIdentityBroken,
  /** A collector container keeps terminating. */
  CollectorCrashLooping,
  /** A container image cannot be pulled. */
  ImagePullFailed,
  /** A pod finds no node. */
  Unschedulable,
  /** Pods of this generation did not become ready in time. */
  RolloutTimedOut,
  /** A quota forbids the pods. */
  QuotaExceeded,
  /** The API server refused a child object, or the operator itself failed on the collector. */
  ApplyFailed,
  /** A child's name is taken by an object that is not ours. */
  NameConflict,
  /** The operator itself lacks a permission in this namespace. */
  OperatorForbidden,
  /** An API that this collector asks for is not installed in the cluster. */
  DependencyMissing,
  /** Sidecar mode: the configuration is published for injection; there is no workload. */
  SidecarConfigPublished,
  /** The collector is unmanaged: children are left as they are. */
  Unmanaged,

  // Events only
  /** An object was deleted and made anew, as the API server does not let it be changed so. */
  Recreated,
  /** After a change of mode, the workload of the former mode was removed. */
  ModeChanged,

  // Reconciling
  /** New pods replace old ones. */
  RollingOut,
  /** A step failed and is tried again. */
  Retrying,

  // ConfigValid
  /** No errors and no warnings. */
  Valid,
  /** No errors; something is not honoured or looks like a mistake. */
  ValidWithWarnings,
  /** A component type that the collector's image does not have. */
  UnknownComponent,
  /** A reference to a component that is not configured. */
  UndefinedReference,
  /** A configured component that nothing uses. */
  UnusedComponent,
  /** A listening port cannot be worked out. */
  PortUnresolvable,
  /** A listening port is impossible or taken twice. */
  PortInvalid,
  /** A component that newer collectors no longer have. */
  DeprecatedComponent,
  /** The configuration is not of the shape that a collector reads. */
  ConfigMalformed,
  /** The rendered configuration is larger than a ConfigMap may be. */
  ConfigTooLarge,
  /** A field outside the configuration has an impossible value. */
  SpecInvalid,

  // PermissionsReady
  /** Everything asked for is allowed. */
  Allowed,
  /** At least one required permission is proven missing. */
  MissingKubernetesPermissions,
  /** Access could not be reviewed. */
  CannotReview,
  /** Nothing of the kind is needed. */
  NotRequired,
  /** The ServiceAccount does not exist. */
  ServiceAccountNotFound,
  /** The ServiceAccount's or the pod's token is switched off, but the configuration needs it. */
  TokenAutomountDisabled,
  /** The judgement is not in yet. */
  Pending,
  /** The check is switched off. */
  Skipped,

  // AwsIdentityReady
  /** IAM Roles for Service Accounts, verified as far as the operator may look. */
  IRSA,
  /** EKS Pod Identity. */
  PodIdentity,
  /** Nothing else found: the node's role will serve. */
  NodeRoleFallback,
  /** The identity is set by hand in the collector's environment. */
  ManualCredentials,
  /** The identity comes from a profile or a file of credentials that the environment names. */
  CredentialsFile,
  /** Variables come from a Secret or ConfigMap that is not read, and may set credentials. */
  EnvFromNotRead,
  /** Nothing gives the collector credentials. */
  NoCredentials,
  /** Pods run without the identity that their ServiceAccount has now. */
  PodsNotInjected,
  /** The role-arn annotation is not the ARN of an IAM role. */
  RoleArnInvalid,
  /** The role does not exist. */
  RoleNotFound,
  /** The role is in another account, where the operator cannot look. */
  RoleOtherAccount,
  /** The trust policy names another cluster's OIDC provider. */
  TrustPolicyIssuerMismatch,
  /** The trust policy admits other ServiceAccounts, not this one. */
  TrustPolicySubjectMismatch,
  /** The trust policy expects another token audience. */
  TrustPolicyAudienceMismatch,
  /** The trust policy compares a wildcard literally. */
  TrustPolicyWildcardInStringEquals,
  /** The trust policy has no statement for web identities. */
  TrustPolicyNoWebIdentity,
  /** The trust policy denies this ServiceAccount. */
  TrustPolicyDenied,
  /** Pod Identity has the role for this ServiceAccount, but the trust policy does not admit it. */
  PodIdentityTrustMissing,
  /** The trust policy lets Pod Identity assume the role, but not tag the session. */
  PodIdentityTrustMissingTagSession,
  /** The collector's image is older than Pod Identity. */
  PodIdentityUnsupported,
  /** Nothing on the nodes is seen to hand out the credentials of Pod Identity. */
  PodIdentityAgentMissing,
  /** What hands out the credentials of Pod Identity on the nodes does not run. */
  PodIdentityAgentNotReady,
  /** An annotation of the pod keeps EKS from giving the collector's container an identity. */
  ContainerSkipped,
  /** A role that is assumed in turn expects another external id. */
  ExternalIdMismatch,
  /** A role that a component assumes does not trust the role that it is assumed from. */
  AssumedRoleTrustMissing,
  /** The cluster's OIDC provider is not registered in the role's account. */
  NoOidcProvider,
  /** Actions that the exporters need are not allowed by the role's policies. */
  MissingIamActions,
  /** A policy denies an action explicitly. */
  IamActionDenied,
  /** A permissions boundary takes the action away. */
  DeniedByPermissionsBoundary,
  /** An organization's policy takes the action away. */
  DeniedBySCP,
  /** AWS could not be asked, or not completely. */
  AwsCheckSkipped,

  // Events of the operator itself
  /** Another operator looks after collectors; this one stands aside until it is gone. */
  AnotherOperatorActive;

  /** The reason of this name; empty for one that another operator, or another version, wrote. */
  public static Optional<Reason> named(@Nullable String name) {
    return Arrays.stream(values()).filter(reason -> reason.name().equals(name)).findFirst();
  }
}
