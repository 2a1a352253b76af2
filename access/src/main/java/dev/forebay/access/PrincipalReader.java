package dev.forebay.access;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Json;
import java.util.HashSet;
import java.util.Set;

/** Reads whom a statement is about. Of one thread, for one statement. */
final class PrincipalReader {
    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private final Set<AccountId> accounts = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final Set<String> services = new HashSet<>();
    private final Set<String> providers = new HashSet<>();
    private boolean everybody;

    static Principals read(Json json, boolean negated) {
        PrincipalReader reader = new PrincipalReader();
        if (json instanceof Json.Members members) {
            members.all().forEach(reader::addAll);
        } else if (json instanceof Json.Text(String text) && text.equals("*")) {
            reader.everybody = true;
        } else {
            throw new Malformed("principals must be \"*\" or an object");
        }
        return new Principals(reader.everybody, reader.accounts, reader.identities, reader.services, reader.providers, negated);
    }

    private void addAll(String kind, Json values) {
        if (!KINDS.contains(kind)) {
            throw new Malformed("no kind of principals: " + kind);
        }
        for (Json value : values.list()) {
            if (!(value instanceof Json.Text(String text))) {
                throw new Malformed("a principal must be text");
            }
            add(kind, text);
        }
    }

    private void add(String kind, String text) {
        switch (kind) {
            case "AWS" -> addIdentity(text);
            case "Service" -> services.add(text);
            case "Federated" -> providers.add(text);
            default -> identities.add(text); // AWS: canonical users are S3's; nobody here has such an id.
        }
    }

    private void addIdentity(String text) {
        if (text.equals("*")) {
            everybody = true;
        } else if (AccountId.isValid(text)) {
            accounts.add(new AccountId(text));
        } else {
            Arn.parse(text).filter(arn -> arn.resource().equals("root") && AccountId.isValid(arn.account()))
                    .ifPresentOrElse(arn -> accounts.add(new AccountId(arn.account())), () -> addNamed(text));
        }
    }

    // AWS: a star is everybody, or nothing at all: no part of a name.
    private void addNamed(String text) {
        if (text.isEmpty() || text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
            throw new Malformed("Invalid principal in policy: \"AWS\":\"" + text + "\"");
        }
        identities.add(text);
    }
}
