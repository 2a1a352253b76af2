package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.time.Instant;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Makes temporary credentials. Nothing is kept: the session token says it all. */
final class Issuing {
    private static final long SECOND = 1_000;

    private final StsContext context;

    Issuing(StsContext context) {
        this.context = context;
    }

    /** What new credentials stand for, but for their time. */
    record Order(AccountId account, SessionToken.Who who, String issuer, SessionToken.Narrowing narrowing, SessionToken.Labels labels) {}

    /** AWS: expiry is told in whole seconds. */
    Credentials issue(Order order, int seconds) {
        StsContext.Tools tools = context.tools();
        Instant now = Instant.ofEpochMilli(tools.clock().millis() / SECOND * SECOND);
        SessionToken token = new SessionToken(order.account, order.who, NewKeys.secret(tools.random()),
                new SessionToken.Life(order.issuer, now, now.plusSeconds(seconds), false, resets(order.account)), order.narrowing, order.labels);
        String id = AccessKeyId.of(AccessKeyId.TEMPORARY, order.account, tools.random());
        return Credentials.builder().accessKeyId(id).secretAccessKey(token.secret())
                .sessionToken(token.write(tools.vault(), id)).expiration(token.life().expires()).build();
    }

    private long resets(AccountId account) {
        return context.accounts().known(account).map(known -> known.state().facts().resets()).orElse(0L);
    }
}
