package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy, compiled. One that cannot be compiled is still there, with what is wrong with it: whatever it might have denied
 * must not be allowed. Immutable.
 *
 * @param problem what keeps it from being understood; empty for nothing
 */
record Policy(List<Statement> statements, Optional<String> problem) {

    Policy {
        statements = List.copyOf(statements);
    }

    /** Compiles a document. */
    static Policy of(PolicyKind kind, String json) {
        try {
            Json.Members document = Json.objectWithoutTwins(json)
                    .orElseThrow(() -> new Malformed(Json.twins(json).orElse("not a JSON object, or too large")));
            return new Policy(StatementReader.of(kind, document).all(), Optional.empty());
        } catch (Malformed malformed) {
            return new Policy(List.of(), Optional.of(malformed.getMessage()));
        }
    }

    /** What it says of a call. */
    Voice voice(Question question) {
        if (problem.isPresent()) {
            return Voice.BROKEN;
        }
        Voice voice = Voice.SILENT;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (statement.match(question) == Statement.Match.APPLIES) {
                if (!statement.allows()) {
                    return Voice.DENIES;
                }
                voice = Voice.louder(voice, Voice.of(statement.hold(question)));
            }
        }
        return voice;
    }

    /** The places of the statements that apply to a call, in order. */
    List<Integer> applying(Question question) {
        List<Integer> applying = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).match(question) == Statement.Match.APPLIES) {
                applying.add(i);
            }
        }
        return applying;
    }

    /** The condition keys that it reads, in lower case. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        statements.forEach(statement -> keys.addAll(statement.keys()));
        return keys;
    }
}
