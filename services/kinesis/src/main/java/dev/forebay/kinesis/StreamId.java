package dev.forebay.kinesis;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;
import java.util.Optional;

/** Where a stream is: account, region, name. */
record StreamId(AccountId account, Region region, StreamName name) {
    private static final String RESOURCE = "stream/";

    String arn() {
        return Arn.of("kinesis", region, account, RESOURCE + name).toString();
    }

    /** Reads a stream's ARN; empty when the text is none. */
    static Optional<StreamId> fromArn(String text) {
        return Arn.parse(text).filter(StreamId::isStream).map(arn -> new StreamId(
                new AccountId(arn.account()), new Region(arn.region()), new StreamName(arn.resource().substring(RESOURCE.length()))));
    }

    private static boolean isStream(Arn arn) {
        return arn.service().equals("kinesis") && AccountId.isValid(arn.account()) && Region.isValid(arn.region())
                && arn.resource().startsWith(RESOURCE) && StreamName.isValid(arn.resource().substring(RESOURCE.length()));
    }
}
