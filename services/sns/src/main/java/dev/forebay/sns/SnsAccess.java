package dev.forebay.sns;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.ResourceSide;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/**
 * What each operation of SNS needs: on a topic, whether it exists or not; AWS: what concerns a subscription is on its topic too. Reads
 * memory only.
 */
final class SnsAccess implements RuleTable {
    static final String PREFIX = "sns:";
    private static final String IN_REFUSALS = "SNS:";
    /** What the policy that a new topic has speaks of: the account for which a service of AWS calls. */
    static final String SOURCE_OWNER = "AWS:SourceOwner";

    private final TopicCatalog catalog;
    private final Map<String, AccessRule> rules;

    SnsAccess(TopicCatalog catalog) {
        this.catalog = catalog;
        rules = RuleTable.of(Stream.of(new SnsTopicAccess(this).rules(), new SnsPublishAccess(this).rules(),
                new SnsSubscriptionAccess(this).rules(), SnsPlatformAccess.rules(), SnsPhoneAccess.rules()).flatMap(Function.identity()));
    }

    @Override
    public String service() {
        return "sns";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    /** An action on a topic that its policy can open to anybody. */
    Access on(Caller caller, TopicId id, String action) {
        Optional<Topic> topic = catalog.get(id);
        if (topic.isEmpty()) {
            return Access.of(action, id.arn(), id.account());
        }
        Topic found = topic.get();
        String policy = found.attributes().text(TopicSetting.POLICY);
        if (caller.principal().kind() == Kind.SERVICE) {
            return new Access(action, found.arn(), id.account(), forService(caller, found), ResourceSide.policy(found.policy()));
        }
        // The policy that a new topic has opens it to services only.
        return new Access(action, found.arn(), id.account(), found.tagKeys(), ResourceSide.policy(policy));
    }

    /** AWS: told of calls that one of its services makes for an account, and of no others. */
    private static Map<String, List<String>> forService(Caller caller, Topic topic) {
        String account = Arn.parse(caller.origin().sourceArn()).map(Arn::account).filter(AccountId::isValid).orElse(caller.account().value());
        return ConditionKeys.of(topic.tagKeys()).with(SOURCE_OWNER, account).map();
    }

    /** An action on a topic that is for its owner's account only: AWS has no name for it in topics' policies. */
    Access owned(Caller caller, TopicId id, String action) {
        Access access = on(caller, id, action);
        return access.with(access.side().within(id.account(), caller));
    }

    /** An action on all that an account has in a region. */
    static Access onAll(Caller caller, String action) {
        return Access.of(action, Arn.of("sns", caller.region(), caller.account(), "*").toString(), caller.account());
    }

    TopicCatalog catalog() {
        return catalog;
    }

    /** Of the two operations that a token or an unguessable ARN is enough for. */
    @Override
    public String subject(SdkRequest request) {
        return switch (request) {
            case ConfirmSubscriptionRequest confirm -> TopicId.checked(confirm.topicArn(), "TopicArn").arn();
            case UnsubscribeRequest unsubscribe -> SubscriptionId.checked(unsubscribe.subscriptionArn()).topic().arn();
            default -> "*";
        };
    }

    /** AWS: SNS writes its own name large in refusals. */
    @Override
    public RuntimeException refusal(Access access, String message) {
        String spelled = access.action().startsWith(PREFIX) ? IN_REFUSALS + access.action().substring(PREFIX.length()) : access.action();
        return SnsErrors.authorizationError(message.replace(access.action(), spelled));
    }
}
