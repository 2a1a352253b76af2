package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.Json.Members;
import dev.forebay.identity.Principal.Kind;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The decision as AWS's documentation tells it, without compiling anything: slow, plain, and sharing no code with
 * {@link Decider}. It reads documents with every call, matches with regular expressions, and has its keys in one map.
 */
final class ReferenceEvaluator {
    private final Caller caller;
    private final Access access;
    private final Attached attached;
    private final Map<String, List<String>> keys;

    /** Keys have lower-case names. */
    ReferenceEvaluator(Caller caller, Access access, Attached attached, Map<String, List<String>> keys) {
        this.caller = caller;
        this.access = access;
        this.attached = attached;
        this.keys = keys;
    }

    boolean allowed() {
        Kind kind = caller.principal().kind();
        boolean sameAccount = caller.account().equals(access.owner());
        List<String> own = attached.policies().stream().map(Identities.Named::json).toList();
        List<String> boundary = attached.boundary().map(Identities.Named::json).stream().toList();
        List<String> session = caller.principal().session().policies();
        List<String> resource = access.side().policy().isEmpty() ? List.of() : List.of(access.side().policy());

        // 1. A deny anywhere is final.
        for (List<String> policies : List.of(own, boundary, session, resource)) {
            if (policies.stream().anyMatch(policy -> applies(policy, "Deny", policies == resource, Set.of()))) {
                return false;
            }
        }
        // 2. A grant on a key is as good as a policy.
        if (access.side().granted()) {
            return true;
        }
        // 3. What the resource's policy allows, and to whom by name.
        boolean toItself = resource.stream().anyMatch(policy -> applies(policy, "Allow", true, directNames()));
        boolean toRoleOrAll = resource.stream().anyMatch(policy -> applies(policy, "Allow", true, indirectNames()));
        boolean toAccount = resource.stream().anyMatch(policy -> applies(policy, "Allow", true, accountNames()));
        if (kind == Kind.ANONYMOUS || kind == Kind.SERVICE) {
            return toItself;
        }
        // 4. What the caller's own account allows.
        boolean identity = kind == Kind.ROOT || own.stream().anyMatch(policy -> applies(policy, "Allow", false, Set.of()));
        boolean withinBoundary = boundary.isEmpty() || boundary.stream().anyMatch(policy -> applies(policy, "Allow", false, Set.of()));
        boolean withinSession = session.isEmpty() ? kind != Kind.FEDERATED
                : session.stream().anyMatch(policy -> applies(policy, "Allow", false, Set.of()));
        boolean limits = withinBoundary && withinSession;
        // 5. Together.
        if (!sameAccount) {
            return identity && limits && (toItself || toRoleOrAll || toAccount);
        }
        if (toItself || toRoleOrAll && limits) {
            return true;
        }
        return identity && limits && (toAccount || !access.side().decides());
    }

    private boolean isSession() {
        return caller.principal().kind() == Kind.ROLE || caller.principal().kind() == Kind.FEDERATED;
    }

    /** Names by which a policy means just this caller. A star means everybody, and a session only as its role. */
    private Set<String> directNames() {
        Set<String> names = new HashSet<>();
        if (!isSession()) {
            names.add("AWS:*");
        }
        switch (caller.principal().kind()) {
            case ANONYMOUS -> { }
            case SERVICE -> names.addAll(List.of("Service:" + caller.principal().arn(), "Service:*"));
            case ROOT -> names.addAll(accountNames());
            default -> names.addAll(List.of("AWS:" + caller.principal().arn(), "AWS:" + caller.principal().id()));
        }
        return names;
    }

    private Set<String> indirectNames() {
        Set<String> names = new HashSet<>();
        if (isSession()) {
            names.addAll(List.of("AWS:*", "AWS:" + caller.principal().session().issuer()));
        }
        if (caller.principal().kind() == Kind.ROLE) {
            names.add("AWS:" + caller.principal().id().split(":")[0]);
        }
        return names;
    }

    private Set<String> accountNames() {
        return caller.principal().kind() == Kind.SERVICE || caller.principal().kind() == Kind.ANONYMOUS ? Set.of()
                : Set.of("AWS:" + caller.account(), "AWS:arn:aws:iam::" + caller.account() + ":root");
    }

    private boolean applies(String policy, String effect, boolean ofResource, Set<String> names) {
        Members document = Json.object(policy).orElseThrow();
        boolean variables = document.text("Version").orElse("").equals("2012-10-17");
        return document.member("Statement").orElseThrow().list().stream().map(Members.class::cast).anyMatch(statement ->
                statement.text("Effect").orElseThrow().equals(effect)
                        && (!ofResource || (effect.equals("Allow") ? allowsTo(statement, names) : deniesTo(statement)))
                        && action(statement) && resource(statement, variables) && conditions(statement, variables));
    }

    private static List<String> principals(Members statement, String member) {
        Json principal = statement.member(member).orElseThrow();
        if (!(principal instanceof Members kinds)) {
            return List.of("AWS:*");
        }
        List<String> all = new ArrayList<>();
        kinds.all().forEach((kind, values) -> texts(values).forEach(value -> all.add(kind + ":" + value)));
        return all;
    }

    private boolean allowsTo(Members statement, Set<String> names) {
        if (statement.member("Principal").isPresent()) {
            return principals(statement, "Principal").stream().anyMatch(names::contains);
        }
        return names.contains("AWS:*") && principals(statement, "NotPrincipal").stream().noneMatch(this::isAnyNameOfCaller);
    }

    private boolean isAnyNameOfCaller(String name) {
        return name.equals("AWS:*") || directNames().contains(name) || indirectNames().contains(name) || accountNames().contains(name);
    }

    private boolean deniesTo(Members statement) {
        if (statement.member("Principal").isPresent()) {
            return principals(statement, "Principal").stream().anyMatch(this::isAnyNameOfCaller);
        }
        List<String> spared = principals(statement, "NotPrincipal");
        if (spared.contains("AWS:*")) {
            return false;
        }
        Set<String> account = accountNames();
        boolean self = spared.stream().anyMatch(name -> !name.equals("AWS:*") && directNames().contains(name));
        boolean home = spared.stream().anyMatch(account::contains);
        boolean behind = spared.stream().anyMatch(indirectNames()::contains);
        return switch (caller.principal().kind()) {
            case ANONYMOUS -> true;
            case SERVICE, ROOT -> !self;
            case USER -> !(self && home);
            case ROLE, FEDERATED -> !(self && home && behind);
        };
    }

    private boolean action(Members statement) {
        boolean negated = statement.member("NotAction").isPresent();
        String called = access.action().toLowerCase(Locale.ROOT);
        return negated != texts(statement.member(negated ? "NotAction" : "Action").orElseThrow()).stream()
                .anyMatch(action -> glob(action.toLowerCase(Locale.ROOT)).matcher(called).matches());
    }

    private boolean resource(Members statement, boolean variables) {
        boolean negated = statement.member("NotResource").isPresent();
        List<String> patterns = texts(statement.member(negated ? "NotResource" : "Resource").orElseThrow());
        boolean allows = statement.text("Effect").orElseThrow().equals("Allow");
        if (negated && allows && variables && patterns.stream().anyMatch(pattern -> regex(pattern, true, true) == null)) {
            return false;
        }
        return negated != patterns.stream().anyMatch(pattern -> arn(pattern, access.resource(), variables));
    }

    /** Part by part; a pattern with fewer parts is completed with stars. */
    private boolean arn(String pattern, String value, boolean variables) {
        if (!pattern.startsWith("arn:")) {
            String regex = regex(pattern, true, variables);
            return regex != null && Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
        }
        // Variables of this corpus have no colon but the one in their name; hide it while splitting.
        String[] wanted = pattern.replaceAll("\\$\\{([a-zA-Z]+):", "\\${$1\u0001").split(":", 6);
        String[] actual = value.split(":", 6);
        if (actual.length < 6) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            String regex = regex(wanted[i].replace('\u0001', ':'), true, variables);
            if (regex == null || !Pattern.compile(regex, Pattern.DOTALL).matcher(actual[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    /** A text of a policy as a regular expression; null when a variable has no value. */
    private String regex(String text, boolean wildcards, boolean variables) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int close = text.indexOf('}', i);
            if (variables && text.startsWith("${", i) && close > 0) {
                String value = variable(text.substring(i + 2, close));
                if (value == null) {
                    return null;
                }
                regex.append(Pattern.quote(value));
                i = close;
            } else if (wildcards && text.charAt(i) == '*') {
                regex.append(".*");
            } else if (wildcards && text.charAt(i) == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(text.substring(i, i + 1)));
            }
        }
        return regex.toString();
    }

    private String variable(String inside) {
        if (Set.of("*", "?", "$").contains(inside)) {
            return inside;
        }
        String[] parts = inside.split(",", 2);
        List<String> values = keys.getOrDefault(parts[0].trim().toLowerCase(Locale.ROOT), List.of());
        if (values.size() == 1) {
            return values.getFirst();
        }
        return parts.length == 1 ? null : parts[1].trim().replaceAll("^'|'$", "");
    }

    private boolean conditions(Members statement, boolean variables) {
        boolean allows = statement.text("Effect").orElseThrow().equals("Allow");
        return statement.member("Condition").map(condition -> ((Members) condition).all().entrySet().stream().allMatch(operator ->
                ((Members) operator.getValue()).all().entrySet().stream().allMatch(line ->
                        condition(operator.getKey(), line.getKey(), texts(line.getValue()), variables, allows)))).orElse(true);
    }

    private boolean condition(String name, String key, List<String> wanted, boolean variables, boolean allows) {
        List<String> values = keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
        boolean ifExists = name.endsWith("IfExists");
        String bare = name.replace("IfExists", "").replace("ForAllValues:", "").replace("ForAnyValue:", "");
        if (bare.equals("Null")) {
            return wanted.stream().anyMatch(text -> Boolean.parseBoolean(text) == values.isEmpty());
        }
        boolean negated = bare.contains("Not");
        if (values.isEmpty()) {
            return ifExists || name.startsWith("ForAllValues:") || negated && !name.startsWith("ForAnyValue:");
        }
        if (negated && allows && variables && (bare.startsWith("String") || bare.startsWith("Arn")) && wanted.stream().anyMatch(text -> regex(text, true, true) == null)) {
            return false;
        }
        BiPredicate<String, String> test = (value, text) -> compare(bare.replace("Not", ""), value, text, variables);
        if (name.startsWith("ForAllValues:")) {
            return values.stream().allMatch(value -> negated != wanted.stream().anyMatch(text -> test.test(value, text)));
        } else if (name.startsWith("ForAnyValue:")) {
            return values.stream().anyMatch(value -> negated != wanted.stream().anyMatch(text -> test.test(value, text)));
        }
        return negated != values.stream().anyMatch(value -> wanted.stream().anyMatch(text -> test.test(value, text)));
    }

    private boolean compare(String operator, String value, String text, boolean variables) {
        return switch (operator) {
            case "StringEquals" -> fits(regex(text, false, variables), value, 0);
            case "StringEqualsIgnoreCase" -> fits(regex(text, false, variables), value, Pattern.CASE_INSENSITIVE);
            case "StringLike" -> fits(regex(text, true, variables), value, 0);
            case "ArnEquals", "ArnLike" -> arn(text, value, variables);
            case "BinaryEquals" -> text.equals(value);
            case "Bool" -> text.equalsIgnoreCase(value);
            case "IpAddress" -> inRange(value, text);
            default -> operator.startsWith("Numeric")
                    ? number(value) && ordered(operator.substring(7), new BigDecimal(value).compareTo(new BigDecimal(text)))
                    : date(value) != null && ordered(operator.substring(4), date(value).compareTo(date(text)));
        };
    }

    private static boolean fits(String regex, String value, int flags) {
        return regex != null && Pattern.compile(regex, flags | Pattern.DOTALL).matcher(value).matches();
    }

    private static boolean number(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?");
    }

    private static Instant date(String text) {
        if (text.matches("[0-9]+")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? OffsetDateTime.parse(text).toInstant() : null;
    }

    private static boolean ordered(String relation, int order) {
        return switch (relation) {
            case "Equals" -> order == 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new AssertionError(relation);
        };
    }

    private static boolean inRange(String value, String range) {
        if (!value.matches("[0-9.]+|[0-9a-f:]+:[0-9a-f:.]*")) {
            return false;
        }
        String[] parts = range.split("/");
        String actual = bits(value);
        String wanted = bits(parts[0]);
        int length = parts.length == 1 ? wanted.length() : Integer.parseInt(parts[1]);
        return actual.length() == wanted.length() && actual.startsWith(wanted.substring(0, length));
    }

    private static String bits(String address) {
        try {
            StringBuilder bits = new StringBuilder();
            for (byte b : InetAddress.getByName(address).getAddress()) {
                bits.append(String.format("%8s", Integer.toBinaryString(b & 0xff)).replace(' ', '0'));
            }
            return bits.toString();
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> texts(Json json) {
        return json.list().stream().map(value -> value instanceof Json.Text(String text) ? text : value.toString()).toList();
    }

    private static Pattern glob(String text) {
        String quoted = Arrays.stream(text.split("((?<=[*?])|(?=[*?]))"))
                .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part)).reduce("", String::concat);
        return Pattern.compile(quoted, Pattern.DOTALL);
    }
}
