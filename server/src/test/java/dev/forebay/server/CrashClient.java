package dev.forebay.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * HTTP for the SDK over one socket, for one thread. A request goes out once and never again: other clients repeat one
 * behind one's back when a connection breaks, and then nobody knows what was asked of the server.
 */
final class CrashClient implements SdkHttpClient {
    /** In place of a length: the answer comes in chunks. */
    private static final int CHUNKED = -1;

    private Socket socket;
    private InputStream input;

    private CrashClient() {}

    /** An SQS client that sends every request once. */
    static SqsClient of(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(new CrashClient())
                .build();
    }

    /** An SNS client that sends every request once. */
    static SnsClient sns(URI endpoint) {
        return SnsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(new CrashClient())
                .build();
    }

    /** A Kinesis client that sends every request once, in CBOR. */
    static KinesisClient kinesis(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(new CrashClient())
                .build();
    }

    /** A key under which queues, topics and streams can be encrypted. */
    static String newKey(URI endpoint) {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(new CrashClient())
                .build()) {
            return kms.createKey().keyMetadata().arn();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return ask(request);
            }

            @Override
            public void abort() {
                close();
            }
        };
    }

    private HttpExecuteResponse ask(HttpExecuteRequest request) throws IOException {
        boolean answered = false;
        try {
            connect(request.httpRequest());
            socket.getOutputStream().write(bytes(request));
            HttpExecuteResponse response = response();
            answered = !response.httpResponse().matchingHeaders("Connection").contains("close");
            return response;
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private void connect(SdkHttpRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket(request.host(), request.port());
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream());
        }
    }

    private static byte[] bytes(HttpExecuteRequest request) throws IOException {
        ContentStreamProvider content = request.contentStreamProvider().orElseThrow();
        byte[] body;
        try (InputStream stream = content.newStream()) {
            body = stream.readAllBytes();
        }
        SdkHttpRequest http = request.httpRequest();
        StringBuilder head = new StringBuilder("POST " + (http.encodedPath().isEmpty() ? "/" : http.encodedPath()) + " HTTP/1.1\r\n"
                + "Host: " + http.host() + ":" + http.port() + "\r\nContent-Length: " + body.length + "\r\n");
        http.forEachHeader((name, values) -> {
            if (!List.of("host", "content-length").contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private HttpExecuteResponse response() throws IOException {
        SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder();
        response.statusCode(Integer.parseInt(line().split(" ")[1]));
        int length = CHUNKED;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String name = line.substring(0, line.indexOf(':'));
            String value = line.substring(line.indexOf(':') + 1).strip();
            response.putHeader(name, value);
            length = name.equalsIgnoreCase("content-length") ? Integer.parseInt(value) : length;
        }
        byte[] body = length == CHUNKED ? chunks() : whole(length);
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private byte[] whole(int length) throws IOException {
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the server left within an answer");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.writeBytes(whole(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the server left without an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public String clientName() {
        return "OneSocket";
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
