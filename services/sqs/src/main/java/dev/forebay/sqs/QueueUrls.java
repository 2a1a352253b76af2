package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queue URLs: {@code scheme://host/account/name}. Handed out under the configured base or the address under which the
 * caller came; understood whatever the host, so that they work from other hosts and behind proxies. The region is taken
 * from a path {@code /queue/region/account/name} or from one of AWS's own hosts; otherwise it is the caller's.
 */
final class QueueUrls {
    private static final String IN_PROCESS = "http://localhost:4566";
    private static final String REGION_PATH = "/queue/";
    private static final String AWS_DOMAIN = ".amazonaws.com";
    private static final Region US_EAST_1 = new Region("us-east-1");
    private static final int ACCOUNT_LENGTH = 12;
    /** Far more than any name and host need; nothing longer is looked at. */
    private static final int MAX_LENGTH = 2_048;

    /** {@code sqs.REGION.amazonaws.com}, its FIPS and VPC kin, and the older {@code REGION.queue.amazonaws.com}. */
    private static final Pattern AWS_HOST = Pattern.compile(
            "//(?:[a-z0-9-]+\\.)?(?:sqs(?:-fips)?\\.([a-z0-9-]{1,32})(?:\\.vpce)?|([a-z0-9-]{1,32})\\.queue)\\.amazonaws\\.com(?:\\.cn)?[:/]");

    private final Optional<String> base;

    QueueUrls(Optional<String> base) {
        this.base = base.map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    String url(Caller caller, QueueId id) {
        String origin = base.orElse(caller.origin().endpoint().isEmpty() ? IN_PROCESS : caller.origin().endpoint());
        return origin + "/" + id.account().value() + "/" + id.name().value();
    }

    /** The queue that a URL, or the path of one, names; whether it exists is not known here. */
    QueueId parse(String url, Caller caller) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missingParameter("QueueUrl");
        }
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int name = url.lastIndexOf('/', end - 1);
        int account = name < 0 ? 0 : url.lastIndexOf('/', name - 1) + 1;
        if (end > MAX_LENGTH || name + 1 == end || name - account != ACCOUNT_LENGTH) {
            throw SqsErrors.invalidAddress(url);
        }
        return new QueueId(account(url, account, caller), region(url, account, caller), new QueueName(url.substring(name + 1, end)));
    }

    private static AccountId account(String url, int from, Caller caller) {
        String own = caller.account().value();
        if (url.startsWith(own, from)) {
            return caller.account();
        }
        String other = url.substring(from, from + ACCOUNT_LENGTH);
        if (!AccountId.isValid(other)) {
            throw SqsErrors.invalidAddress(url);
        }
        return new AccountId(other);
    }

    private static Region region(String url, int account, Caller caller) {
        int path = url.lastIndexOf(REGION_PATH, account);
        if (path >= 0 && path + REGION_PATH.length() < account) {
            String region = url.substring(path + REGION_PATH.length(), account - 1);
            return Region.isValid(region) ? new Region(region) : caller.region();
        }
        return url.contains(AWS_DOMAIN) ? awsRegion(url, caller) : caller.region();
    }

    private static Region awsRegion(String url, Caller caller) {
        if (url.contains("//queue" + AWS_DOMAIN)) {
            return US_EAST_1;
        }
        Matcher host = AWS_HOST.matcher(url);
        return host.find() ? new Region(host.group(1) != null ? host.group(1) : host.group(2)) : caller.region();
    }
}
