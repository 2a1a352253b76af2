package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queue URLs: {@code scheme://host/account/name}. Handed out under the configured base or the address under which the
 * caller came; understood whatever the host, so that they work from other hosts and behind proxies. Where the host is
 * one of AWS's own, the region is taken from it; otherwise it is the caller's.
 */
final class QueueUrls {
    private static final String IN_PROCESS = "http://localhost:4566";
    /** {@code sqs.REGION.amazonaws.com} and the older {@code REGION.queue.amazonaws.com}. */
    private static final Pattern AWS_HOST =
            Pattern.compile("//(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.amazonaws\\.com[:/]");

    private final Optional<String> base;

    QueueUrls(Optional<String> base) {
        this.base = base.map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    String url(Caller caller, QueueId id) {
        String origin = base.orElse(caller.endpoint().isEmpty() ? IN_PROCESS : caller.endpoint());
        return origin + "/" + id.account().value() + "/" + id.name().value();
    }

    /** The queue that a URL, or the path of one, names. */
    QueueId parse(String url, Caller caller) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missingParameter("QueueUrl");
        }
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int name = url.lastIndexOf('/', end - 1);
        int account = name <= 0 ? -1 : url.lastIndexOf('/', name - 1);
        if (account < 0 || name - account - 1 != 12 || !AccountId.isValid(url.substring(account + 1, name))) {
            throw SqsErrors.queueDoesNotExist();
        }
        AccountId owner = accountOf(url, account + 1, name, caller);
        return new QueueId(owner, region(url, account, caller), new QueueName(url.substring(name + 1, end)));
    }

    private static AccountId accountOf(String url, int from, int to, Caller caller) {
        return url.regionMatches(from, caller.account().value(), 0, to - from)
                ? caller.account()
                : new AccountId(url.substring(from, to));
    }

    private static Region region(String url, int account, Caller caller) {
        if (url.contains(".amazonaws.com")) {
            Matcher host = AWS_HOST.matcher(url);
            if (host.find()) {
                return new Region(host.group(1) != null ? host.group(1) : host.group(2));
            }
        }
        int queue = url.lastIndexOf("/queue/", account);
        if (queue >= 0 && queue + "/queue/".length() < account) {
            String region = url.substring(queue + "/queue/".length(), account);
            return Region.isValid(region) ? new Region(region) : caller.region();
        }
        return caller.region();
    }
}
