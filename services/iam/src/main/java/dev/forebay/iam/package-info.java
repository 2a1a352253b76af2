/**
 * Users, groups, roles, policies and access keys (IAM), and temporary credentials (STS). Start at
 * {@link dev.forebay.iam.IamService}; what is known of an account is {@link dev.forebay.iam.AccountState}.
 */
package dev.forebay.iam;
