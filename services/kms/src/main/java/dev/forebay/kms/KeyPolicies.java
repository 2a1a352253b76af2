package dev.forebay.kms;

/** The policies that AWS gives keys of which nobody said who may use them. */
final class KeyPolicies {
    /** AWS: the only name that a policy of a key has. */
    static final String NAME = "default";

    private KeyPolicies() {}

    /** The account decides, by the policies of its identities. Spelled as AWS spells it. */
    static String ofCustomer(Place place) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(place.account());
    }

    /** Everybody in the account, through the service only; and the account may look. */
    static String ofManaged(Place place, String service) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%1$s-1",
                  "Statement" : [ {
                    "Sid" : "Allow access through %1$s for all principals in the account that are authorized to use %1$s",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%2$s",
                        "kms:ViaService" : "%1$s.%3$s.amazonaws.com"
                      }
                    }
                  }, {
                    "Sid" : "Allow direct access to key metadata to the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%2$s:root"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                    "Resource" : "*"
                  } ]
                }""".formatted(service, place.account(), place.region());
    }

    static String ofServicesOwn(String service) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Statement" : [ {
                    "Effect" : "Allow",
                    "Principal" : {
                      "Service" : "%s.amazonaws.com"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(service);
    }

    /** AWS describes its keys like this. */
    static String description(String service) {
        return "Default key that protects my " + switch (service) {
            case "sqs" -> "SQS messages";
            case "sns" -> "SNS data";
            case "kinesis" -> "Kinesis data";
            case "dynamodb" -> "DynamoDB data";
            default -> service + " data";
        } + " when no other key is defined";
    }
}
