package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;
import java.util.Optional;

/** Which topic: a name in an account and region. */
record TopicId(AccountId account, Region region, TopicName name) {
    private static final int ELEMENTS = 6;

    String arn() {
        return Arn.of("sns", region, account, name.value()).toString();
    }

    /**
     * The topic that an ARN from outside names; whether it exists is not known here.
     *
     * @param parameter the name under which the ARN came
     */
    static TopicId checked(String arn, String parameter) {
        int elements = arn.split(":", -1).length;
        if (elements < ELEMENTS) {
            throw SnsErrors.invalidParameter(parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        return fromArn(arn).orElseThrow(SnsErrors::topicDoesNotExist);
    }

    /** The same, for what a region does with its own topics only. AWS: seen of all that was tried but confirming. */
    static TopicId checked(String arn, String parameter, Region here) {
        TopicId id = checked(arn, parameter);
        if (!id.region().equals(here)) {
            throw SnsErrors.invalidParameter(parameter);
        }
        return id;
    }

    /** The topic of an ARN; empty when the text is not a topic's ARN. */
    static Optional<TopicId> fromArn(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("sns")
                        && AccountId.isValid(arn.account())
                        && Region.isValid(arn.region())
                        && TopicName.isValid(arn.resource()))
                .map(arn -> new TopicId(new AccountId(arn.account()), new Region(arn.region()), new TopicName(arn.resource())));
    }
}
