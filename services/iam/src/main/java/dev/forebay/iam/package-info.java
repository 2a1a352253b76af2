/** Users, groups, roles, policies and access keys (IAM), and temporary credentials (STS). Starts here. */
package dev.forebay.iam;
