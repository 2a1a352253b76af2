package dev.forebay.cloudtrail;

/**
 * Something that a call was about.
 *
 * @param type as CloudFormation names it, such as {@code AWS::SQS::Queue}
 * @param name as the call named it
 * @param arn  empty where none can be told
 */
record Resource(String type, String name, String arn) {

    /** Whether LookupEvents finds it under a name. */
    boolean isNamed(String wanted) {
        return name.equals(wanted) || arn.equals(wanted);
    }
}
