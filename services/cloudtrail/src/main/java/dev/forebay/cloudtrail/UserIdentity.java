package dev.forebay.cloudtrail;

import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The member {@code userIdentity} of an event: who called, and with which credentials. */
final class UserIdentity {

    private UserIdentity() {}

    /** Somebody whose credentials did not prove who it was. */
    static Json.Members unknown() {
        return new Json.Members(Map.of("type", new Json.Text("Unknown")));
    }

    static Json.Members of(Caller caller) {
        Json.Members who = ofPrincipal(caller);
        // AWS: a service that passes a request on is told beside whose request it is.
        return invokedBy(caller).map(service -> with(who, "invokedBy", new Json.Text(service))).orElse(who);
    }

    /** The service that makes a call, for itself or for somebody, such as {@code sqs.amazonaws.com}. */
    static Optional<String> invokedBy(Caller caller) {
        String via = caller.origin().viaService();
        return caller.principal().kind() == Principal.Kind.SERVICE ? Optional.of(caller.principal().arn())
                : via.isEmpty() ? Optional.empty() : Optional.of(via.substring(0, via.indexOf('.')) + ".amazonaws.com");
    }

    private static Json.Members ofPrincipal(Caller caller) {
        Principal who = caller.principal();
        return switch (who.kind()) {
            // AWS: nobody in particular is an account of that name.
            case ANONYMOUS -> members("type", "AWSAccount", "principalId", "", "accountId", "ANONYMOUS_PRINCIPAL");
            case SERVICE -> members("type", "AWSService");
            case ROOT -> known("Root", caller);
            case USER -> with(known("IAMUser", caller), "userName", new Json.Text(lastPart(who.arn())));
            case ROLE -> known("AssumedRole", caller);
            case FEDERATED -> known("FederatedUser", caller);
        };
    }

    /** What LookupEvents finds a caller by: the name of a user, of a session, of a service; {@code root}. */
    static String userName(Caller caller) {
        return switch (caller.principal().kind()) {
            case ANONYMOUS -> "";
            case ROOT -> "root";
            case SERVICE -> caller.principal().arn();
            case USER, ROLE, FEDERATED -> lastPart(caller.principal().arn());
        };
    }

    private static Json.Members known(String type, Caller caller) {
        Principal who = caller.principal();
        Json.Members known = members("type", type, "principalId", who.id(), "arn", who.arn(), "accountId", caller.account().value());
        Session session = who.session();
        if (!session.accessKeyId().isEmpty()) {
            known = with(known, "accessKeyId", new Json.Text(session.accessKeyId()));
        }
        return session.isTemporary() ? with(known, "sessionContext", context(who)) : known;
    }

    private static Json.Members context(Principal who) {
        Session session = who.session();
        Map<String, Json> context = new LinkedHashMap<>();
        Arn.parse(session.issuer()).ifPresent(issuer -> context.put("sessionIssuer", issuer(issuer, who)));
        Map<String, Json> attributes = new LinkedHashMap<>();
        session.issued().ifPresent(at -> attributes.put("creationDate", new Json.Text(EventTime.text(at.toEpochMilli()))));
        attributes.put("mfaAuthenticated", new Json.Text(Boolean.toString(session.multiFactor())));
        context.put("attributes", new Json.Members(attributes));
        Optional.of(session.sourceIdentity()).filter(name -> !name.isEmpty())
                .ifPresent(name -> context.put("sourceIdentity", new Json.Text(name)));
        return new Json.Members(context);
    }

    private static Json.Members issuer(Arn issuer, Principal who) {
        String type = issuer.resource().startsWith("role/") ? "Role" : issuer.resource().startsWith("user/") ? "IAMUser" : "Root";
        int colon = who.id().indexOf(':');
        return members("type", type, "principalId", colon < 0 ? who.id() : who.id().substring(0, colon),
                "arn", issuer.toString(), "accountId", issuer.account(), "userName", lastPart(issuer.resource()));
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static Json.Members with(Json.Members before, String name, Json value) {
        Map<String, Json> all = new LinkedHashMap<>(before.all());
        all.put(name, value);
        return new Json.Members(all);
    }

    private static Json.Members members(String... namesAndValues) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], new Json.Text(namesAndValues[i + 1]));
        }
        return new Json.Members(all);
    }
}
