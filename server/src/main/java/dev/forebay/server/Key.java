package dev.forebay.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key that can be set: as flag {@code --data-dir}, environment variable {@code FOREBAY_DATA_DIR}, or
 * {@code data-dir} in the configuration file. The table in docs/configuration.md is made from this list.
 */
enum Key {
    DATA_DIR("data-dir", Kind.PATH, "./data", "Directory that queues and messages are kept in."),
    IN_MEMORY("in-memory", Kind.SWITCH, "false", "Keep everything in memory and nothing on disk: all is gone at the end."),
    HOST("host", Kind.TEXT, "127.0.0.1", "Address to listen on; 0.0.0.0 for all."),
    PORT("port", Kind.NUMBER, "4566", "Port to listen on, HTTP/1.1 and HTTP/2; 0 for any free one."),
    ALLOW_ANYONE("allow-anyone-on-the-network", Kind.SWITCH, "false",
            "Listen on an address that others can reach although nobody is asked for credentials."),
    PUBLIC_ENDPOINT("public-endpoint", Kind.TEXT, "",
            "URL under which clients reach this server, and with which queue URLs begin, such as"
                    + " http://forebay.example:4566. Without it: as each request names the server."),
    TLS_PORT("tls-port", Kind.NUMBER, "",
            "Port to listen on with TLS as well; 0 for any free one. Without a certificate one is made at each start."),
    TLS_CERTIFICATE("tls-certificate", Kind.PATH, "", "Certificate chain for TLS, PEM."),
    TLS_KEY("tls-key", Kind.PATH, "", "Private key for TLS, PKCS#8 in PEM, not encrypted."),
    LOG_LEVEL("log-level", Kind.LEVEL, "info", "Least level to log: trace, debug, info, warn or error."),
    STORE_RESERVE_BYTES("store.reserve-bytes", Kind.NUMBER, "",
            "Free disk below which nothing more is taken in. Without it: as much as deleting may need on this volume."),
    HTTP_CONNECTIONS("http.connections", Kind.NUMBER, "20000", "Connections open at a time; more are refused."),
    HTTP_REQUESTS("http.requests", Kind.NUMBER, "20000", "Requests at a time, parked long polls among them."),
    HTTP_BYTES_IN_FLIGHT("http.bytes-in-flight", Kind.NUMBER, "268435456", "Bytes of request bodies held at a time."),
    SQS_FIFO_THROTTLES("sqs.fifo-throttles", Kind.SWITCH, "false",
            "Refuse more than AWS's 300 calls and 3,000 messages a second on a FIFO queue."),
    SQS_NAMES_REST("sqs.names-rest", Kind.SWITCH, "true",
            "Refuse to make a queue again within 60 seconds of its deletion, as AWS does."),
    SQS_CACHE_BYTES("sqs.cache-bytes", Kind.NUMBER, "67108864", "Memory for bodies of messages that are about to be received."),
    SNS_RETRY_TIME_SCALE("sns.retry-time-scale", Kind.TEXT, "1",
            "What AWS's delays between attempts to deliver are multiplied by, 0 to 1: less than 1 for tests."),
    SNS_SIGN_FOR_QUEUES("sns.sign-for-queues", Kind.SWITCH, "true",
            "Sign the envelopes that topics send to queues, as AWS does. Signing bounds how much they can publish."),
    SNS_MAIL_FROM("sns.mail-from", Kind.TEXT, "", "Address that mails to subscribers come from. Without it: one that suits the outbox only."),
    SNS_SMS_SANDBOX("sns.sms-sandbox", Kind.SWITCH, "false", "Send text messages to verified phone numbers only, as in AWS's sandbox."),
    KINESIS_THROTTLE("kinesis.throttle", Kind.TEXT, "0",
            "What AWS's limits on each shard are multiplied by: 1 for 1 MiB and 1,000 records a second in and 2 MiB and five calls out; 0 for no limits."),
    KINESIS_STATE_CHANGE_MILLIS("kinesis.state-change-millis", Kind.NUMBER, "100",
            "How long streams are CREATING, UPDATING or DELETING."),
    KINESIS_ON_DEMAND_TIME_SCALE("kinesis.on-demand-time-scale", Kind.TEXT, "1",
            "What the minutes and days are multiplied by in which streams on demand grow and shrink: less than 1 for tests."),
    KINESIS_SHARD_LIMIT("kinesis.shard-limit", Kind.NUMBER, "20000", "Open shards that an account may have in a region."),
    VAULT_MASTER_KEY_FILE("vault.master-key-file", Kind.PATH, "",
            "File with the master key that secrets are sealed under, made at the first start. Without it: master.key in the data directory."),
    VAULT_PASSPHRASE_FILE("vault.passphrase-file", Kind.PATH, "", "File whose first line is a passphrase to seal secrets under instead."),
    VAULT_PASSPHRASE("vault.passphrase", Kind.TEXT, "", "The passphrase itself; in the environment, never on the command line, which everybody can see."),
    VAULT_PKCS11_LIBRARY("vault.pkcs11-library", Kind.PATH, "", "PKCS#11 library of a token to keep the master key in instead."),
    VAULT_PKCS11_SLOT("vault.pkcs11-slot", Kind.NUMBER, "0", "Which of the slots with a token in them, from 0."),
    VAULT_PKCS11_PIN("vault.pkcs11-pin", Kind.TEXT, "", "PIN of the token's user; better in the environment or the file than on the command line."),
    VAULT_PKCS11_KEY("vault.pkcs11-key", Kind.TEXT, "forebay", "Label of the master key in the token; made there at the first start."),
    SMTP_HOST("smtp.host", Kind.TEXT, "", "Mail server for subscribers by mail. Without it, mails are kept in the directory outbox beside the data."),
    SMTP_PORT("smtp.port", Kind.NUMBER, "587", "Port of the mail server."),
    SMTP_SECURITY("smtp.security", Kind.TEXT, "starttls", "starttls, tls, starttls-if-offered or none."),
    SMTP_USER("smtp.user", Kind.TEXT, "", "Name to log in to the mail server with, if it wants one."),
    SMTP_PASSWORD("smtp.password", Kind.TEXT, "", "The password; better in the environment or the file than on the command line."),
    SMPP_HOST("smpp.host", Kind.TEXT, "", "Short message centre (SMPP 3.4) for text messages. Without it, texts are kept in the outbox too."),
    SMPP_PORT("smpp.port", Kind.NUMBER, "2775", "Port of the short message centre."),
    SMPP_TLS("smpp.tls", Kind.SWITCH, "false", "Speak TLS to the short message centre."),
    SMPP_USER("smpp.user", Kind.TEXT, "", "System id to bind with."),
    SMPP_PASSWORD("smpp.password", Kind.TEXT, "", "The password; better in the environment or the file than on the command line."),
    ;

    /** What the value of a key looks like. */
    enum Kind {
        PATH("path"), TEXT("text"), NUMBER("number"), SWITCH("true|false"), LEVEL("level");

        private final String shape;

        Kind(String shape) {
            this.shape = shape;
        }

        String shape() {
            return shape;
        }
    }

    private final String text;
    private final Kind kind;
    private final String defaultValue;
    private final String meaning;

    Key(String text, Kind kind, String defaultValue, String meaning) {
        this.text = text;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The key of this name, as in the configuration file. */
    static Optional<Key> named(String text) {
        return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    /** The key of an environment variable's name. */
    static Optional<Key> ofVariable(String variable) {
        return Arrays.stream(values()).filter(key -> key.variable().equals(variable)).findFirst();
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    String defaultValue() {
        return defaultValue;
    }

    String meaning() {
        return meaning;
    }

    String flag() {
        return "--" + text.replace('.', '-');
    }

    String variable() {
        return "FOREBAY_" + text.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static List<Key> all() {
        return List.of(values());
    }
}
