package dev.forebay.dynamodb;

import dev.forebay.dynamodb.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Reads an expression token by token; what the parsers of all kinds of expression share. */
final class ExpressionReader {
    private static final int MAX_SIZE = 4_096;
    /** AWS: an expression may have 300 operators. Nesting is bounded by less: each level costs stack. */
    private static final int MAX_NESTING = 150;

    private final String kind;
    private final String text;
    private final List<Token> tokens;
    private final Placeholders placeholders;
    private int at;
    private int nesting;

    /** {@code kind} names the expression in errors, such as {@code ConditionExpression}. */
    ExpressionReader(String kind, String text, Placeholders placeholders) {
        this.kind = kind;
        this.text = text;
        this.placeholders = placeholders;
        if (text.isEmpty()) {
            throw invalid("The expression can not be empty;");
        }
        int size = Sizes.utf8(text);
        if (size > MAX_SIZE) {
            throw invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
        }
        tokens = Token.of(kind, text);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** Whether the token after this one is that sign. */
    boolean isFollowedBy(String sign) {
        return peek().kind() != Kind.END && tokens.get(at + 1).is(sign);
    }

    Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    /** Takes the token if it is this word or sign. */
    boolean takeIf(String word) {
        boolean is = peek().is(word);
        if (is) {
            at++;
        }
        return is;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw unexpected();
        }
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
    }

    void enter() {
        if (++nesting > MAX_NESTING) {
            throw invalid("The expression contains too many operators; maximum operator count: 300");
        }
    }

    void leave() {
        nesting--;
    }

    boolean isPath() {
        return peek().kind() == Kind.NAME || peek().kind() == Kind.NAME_PLACEHOLDER;
    }

    Path path() {
        List<Path.Step> steps = new ArrayList<>();
        steps.add(new Path.Name(name()));
        while (true) {
            if (takeIf(".")) {
                steps.add(new Path.Name(name()));
            } else if (takeIf("[")) {
                steps.add(position());
                expect("]");
            } else {
                return new Path(List.copyOf(steps));
            }
        }
    }

    private String name() {
        Token token = peek();
        if (!isPath()) {
            throw unexpected();
        }
        take();
        if (token.kind() == Kind.NAME_PLACEHOLDER) {
            return placeholders.name(kind, token.text());
        }
        if (ReservedWords.contains(token.text())) {
            throw invalid("Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        return token.text();
    }

    private Path.Position position() {
        if (peek().kind() != Kind.NUMBER || peek().text().length() > 9 || !peek().text().chars().allMatch(Character::isDigit)) {
            throw unexpected();
        }
        return new Path.Position(Integer.parseInt(take().text()));
    }

    Value value() {
        if (peek().kind() != Kind.VALUE_PLACEHOLDER) {
            throw unexpected();
        }
        return placeholders.value(kind, take().text());
    }

    AwsServiceException invalid(String reason) {
        return DynamoErrors.invalidExpression(kind, reason);
    }

    /** AWS shows the token and its neighbours. */
    AwsServiceException unexpected() {
        Token token = peek();
        int from = tokens.get(Math.max(0, at - 1)).start();
        Token last = tokens.get(Math.min(tokens.size() - 1, at + 1));
        int to = last.kind() == Kind.END ? text.length() : last.start() + last.text().length();
        return invalid("Syntax error; token: \"" + token.text() + "\", near: \"" + text.substring(from, to) + "\"");
    }
}
