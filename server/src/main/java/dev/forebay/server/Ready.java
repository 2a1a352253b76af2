package dev.forebay.server;

import java.net.URI;
import java.util.Optional;

/** What the server says when it can be used: where it is, where its data is, and what to type next. */
final class Ready {

    private Ready() {}

    static String message(ForebayConfig config, URI endpoint, Optional<URI> tls) {
        String data = config.storage() instanceof StorageConfig.OnDisk disk
                ? disk.store().directory().toAbsolutePath().normalize().toString() : "in memory only: gone when this stops";
        return """
                Forebay is ready.

                  Endpoint   {endpoint}{tls}
                  Data       {data}
                  Accepts    any credentials, such as AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test

                Try, in another terminal:

                  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
                  aws --endpoint-url {endpoint} sqs create-queue --queue-name orders
                  bin/forebay demo

                Ctrl-C stops it.""".replace("{tls}", tls.map(url -> "\n  With TLS   " + url).orElse("")).replace("{endpoint}", endpoint.toString()).replace("{data}", data);
    }
}
