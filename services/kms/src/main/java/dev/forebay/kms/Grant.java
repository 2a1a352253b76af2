package dev.forebay.kms;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leave to use a key, given beside its policy. Stored in the GRANT table.
 *
 * @param id   64 hexadecimal digits
 * @param key  of which key
 * @param given by whom and when
 */
record Grant(String id, KeyName key, Terms terms, Given given) {
    private static final byte VERSION = 1;

    /**
     * What was asked for; who asks for the same again under a name gets what there is.
     *
     * @param grantee    ARN of who may
     * @param retiring   ARN of who may end it beside the grantee; empty for nobody
     * @param operations AWS's names
     * @param name       empty for none
     */
    record Terms(String grantee, String retiring, Set<String> operations, Constraint constraint, String name) {
        Terms {
            operations = Set.copyOf(operations);
        }
    }

    /** Where and when it was given: the account that gave it, and milliseconds since 1970. */
    record Given(String account, long at) {}

    /** Which encryption contexts it is good for. */
    record Constraint(Kind kind, Map<String, String> context) {
        static final Constraint NONE = new Constraint(Kind.NONE, Map.of());

        /** How contexts are compared. */
        enum Kind { NONE, EQUALS, SUBSET }

        Constraint {
            context = Map.copyOf(context);
        }

        boolean allows(Map<String, String> given) {
            return switch (kind) {
                case NONE -> true;
                case EQUALS -> given.equals(context);
                case SUBSET -> given.entrySet().containsAll(context.entrySet());
            };
        }
    }

    boolean allows(String operation, Map<String, String> context) {
        return terms.operations.contains(operation) && (!takesContext(operation) || terms.constraint.allows(context));
    }

    /** AWS: constraints bind the operations that take a context, and no others. */
    private static boolean takesContext(String operation) {
        return operation.equals("Encrypt") || operation.equals("Decrypt") || operation.startsWith("GenerateDataKey")
                || operation.startsWith("ReEncrypt");
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, terms.grantee);
            Bytes.text(out, terms.retiring);
            texts(out, new TreeSet<>(terms.operations));
            out.writeByte(terms.constraint.kind.ordinal());
            Bytes.map(out, terms.constraint.context);
            Bytes.text(out, terms.name);
            Bytes.text(out, given.account);
            out.writeLong(given.at);
        });
    }

    static Grant read(KeyName key, String id, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a grant", in -> {
            Terms terms = new Terms(Bytes.text(in), Bytes.text(in), texts(in),
                    new Constraint(Constraint.Kind.values()[in.readByte()], Bytes.map(in)), Bytes.text(in));
            return new Grant(id, key, terms, new Given(Bytes.text(in), in.readLong()));
        });
    }

    private static void texts(DataOutputStream out, Set<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            Bytes.text(out, text);
        }
    }

    private static Set<String> texts(DataInputStream in) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(Bytes.text(in));
        }
        return texts;
    }
}
