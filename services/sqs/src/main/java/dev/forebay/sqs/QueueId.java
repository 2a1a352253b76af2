package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;
import java.util.Optional;

/** Which queue: a name in an account and region. */
record QueueId(AccountId account, Region region, QueueName name) {

    String arn() {
        return Arn.of("sqs", region, account, name.value()).toString();
    }

    /** The queue of an ARN; empty when the text is not a queue's ARN. */
    static Optional<QueueId> fromArn(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("sqs")
                        && AccountId.isValid(arn.account())
                        && Region.isValid(arn.region())
                        && QueueName.isValid(arn.resource()))
                .map(arn -> new QueueId(new AccountId(arn.account()), new Region(arn.region()), new QueueName(arn.resource())));
    }
}
