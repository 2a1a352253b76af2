package dev.forebay.access;

import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Principal.Kind;
import dev.forebay.identity.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys of a call: the global ones, from who calls and whence, and those that its service tells. What the
 * server knows itself no service can say otherwise.
 *
 * @param tags of the user or role; those of the session come before them
 */
record CallContext(Caller caller, Access access, Map<String, String> tags, Instant now) implements Context {
    private static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final List<String> NONE = List.of();

    @Override
    public List<String> values(String key) {
        return switch (key) {
            case "aws:currenttime" -> List.of(now.truncatedTo(ChronoUnit.SECONDS).toString());
            case "aws:epochtime" -> List.of(Long.toString(now.getEpochSecond()));
            case "aws:securetransport" -> is(caller.origin().secure());
            case "aws:requestedregion" -> List.of(caller.region().value());
            case "aws:resourceaccount" -> List.of(access.owner().value());
            case "aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:useragent" -> origin(key);
            case "aws:sourcearn" -> present(caller.origin().sourceArn());
            case "aws:sourceaccount" -> sourceAccount();
            case "aws:tokenissuetime", "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:sourceidentity" -> session(key);
            default -> key.startsWith("aws:principal") || key.equals("aws:userid") || key.equals("aws:username") ? principal(key) : told(key);
        };
    }

    private List<String> origin(String key) {
        Origin origin = caller.origin();
        return switch (key) {
            // AWS: who comes through an endpoint of a VPC has an address there, and none in the world.
            case "aws:sourceip" -> origin.vpcEndpoint().isEmpty() ? present(origin.sourceIp()) : NONE;
            case "aws:vpcsourceip" -> origin.vpcEndpoint().isEmpty() ? NONE : present(origin.sourceIp());
            case "aws:sourcevpc" -> present(origin.vpc());
            case "aws:sourcevpce" -> present(origin.vpcEndpoint());
            default -> present(origin.userAgent());
        };
    }

    /** The account of the resource that a service acts for; without one, that in which it acts. */
    private List<String> sourceAccount() {
        Optional<String> ofArn = Arn.parse(caller.origin().sourceArn()).map(Arn::account).filter(account -> !account.isEmpty());
        if (ofArn.isPresent()) {
            return List.of(ofArn.get());
        }
        return caller.principal().kind() == Kind.SERVICE ? List.of(caller.account().value()) : NONE;
    }

    // AWS: long-lived keys have none of these.
    private List<String> session(String key) {
        Session session = caller.principal().session();
        return switch (key) {
            case "aws:tokenissuetime" -> session.issued().map(issued -> List.of(issued.truncatedTo(ChronoUnit.SECONDS).toString())).orElse(NONE);
            case "aws:multifactorauthpresent" -> session.isTemporary() ? is(session.multiFactor()) : NONE;
            case "aws:multifactorauthage" -> session.multiFactor()
                    ? session.issued().map(issued -> List.of(Long.toString(Duration.between(issued, now).toSeconds()))).orElse(NONE)
                    : NONE;
            default -> present(session.sourceIdentity());
        };
    }

    private List<String> principal(String key) {
        Principal principal = caller.principal();
        boolean service = principal.kind() == Kind.SERVICE;
        boolean known = !service && principal.kind() != Kind.ANONYMOUS;
        return switch (key) {
            case "aws:principalarn" -> known ? List.of(arn(principal)) : NONE;
            case "aws:principalaccount" -> known ? List.of(caller.account().value()) : NONE;
            case "aws:principaltype" -> type(principal.kind());
            case "aws:principalisawsservice" -> is(service);
            case "aws:principalservicename", "aws:principalservicenameslist" -> service ? List.of(principal.arn()) : NONE;
            case "aws:userid" -> service ? NONE : present(principal.id());
            case "aws:username" -> principal.kind() == Kind.USER ? List.of(principal.arn().substring(principal.arn().lastIndexOf('/') + 1)) : NONE;
            default -> key.startsWith(PRINCIPAL_TAG) && known ? tag(key.substring(PRINCIPAL_TAG.length())) : NONE;
        };
    }

    // AWS: of a session, the role's ARN and not the session's.
    private static String arn(Principal principal) {
        String issuer = principal.session().issuer();
        return principal.kind() == Kind.ROLE && !issuer.isEmpty() ? issuer : principal.arn();
    }

    private static List<String> type(Kind kind) {
        return switch (kind) {
            case ROOT -> List.of("Account");
            case USER -> List.of("User");
            case ROLE -> List.of("AssumedRole");
            case FEDERATED -> List.of("FederatedUser");
            case ANONYMOUS -> List.of("Anonymous");
            case SERVICE -> NONE;
        };
    }

    private List<String> tag(String name) {
        List<String> ofSession = find(caller.principal().session().tags(), name).map(List::of).orElse(NONE);
        return ofSession.isEmpty() ? find(tags, name).map(List::of).orElse(NONE) : ofSession;
    }

    /** What the service tells. */
    private List<String> told(String key) {
        List<String> told = find(access.keys(), key).orElse(NONE);
        return told.isEmpty() && key.equals("aws:viaawsservice") ? is(!caller.origin().viaService().isEmpty()) : told;
    }

    @Override
    public List<List<String>> twins(String key) {
        List<List<String>> twins = access.keys().entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(key)).map(Map.Entry::getValue).toList();
        return twins.isEmpty() ? List.of(NONE) : twins;
    }

    /** AWS: keys compare without case, and so do the names of tags in them. */
    private static <V> Optional<V> find(Map<String, V> all, String key) {
        for (Map.Entry<String, V> entry : all.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    private static List<String> is(boolean value) {
        return List.of(value ? "true" : "false");
    }

    private static List<String> present(String value) {
        return value.isEmpty() ? NONE : List.of(value);
    }
}
