package dev.forebay.couriers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as it is told, and can start TLS in the middle. */
final class SmtpTwin implements AutoCloseable {
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> mails = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of(
            "MAIL", "250 sender fine", "RCPT", "250 receiver fine", "DATA", "354 go on", ".", "250 queued as 7",
            "QUIT", "221 bye", "RSET", "250 reset", "AUTH", "235 welcome"));
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final SSLContext tls;
    private volatile List<String> extensions = List.of("8BITMIME");
    private volatile boolean silent;

    SmtpTwin(SSLContext tls) throws IOException {
        this.tls = tls;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How it answers a command, {@code .} being the end of a mail. */
    SmtpTwin answers(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    SmtpTwin offers(String... offered) {
        extensions = List.of(offered);
        return this;
    }

    /** Says nothing at all. */
    SmtpTwin falls() {
        silent = true;
        return this;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            commands.add("closed");
        }
    }

    private void serve(Socket plain) {
        try (Socket socket = plain) {
            if (silent) {
                socket.getInputStream().readAllBytes();
            } else {
                write(socket.getOutputStream(), "220 twin");
                talk(socket, extensions);
            }
        } catch (IOException gone) {
            commands.add("gone");
        }
    }

    private void talk(Socket socket, List<String> offered) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String command = line.split(" ")[0].toUpperCase();
            if (command.equals("EHLO")) {
                write(out, "250-twin");
                for (String extension : offered) {
                    write(out, "250-" + extension);
                }
                write(out, "250 SIZE 1000000");
            } else if (command.equals("STARTTLS")) {
                write(out, "220 go on");
                SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, port(), true);
                encrypted.setUseClientMode(false);
                talk(encrypted, List.of("AUTH PLAIN LOGIN"));
                return;
            } else {
                write(out, replies.getOrDefault(command, "502 what?"));
                if (command.equals("DATA") && replies.get("DATA").startsWith("354")) {
                    takeMail(in);
                    write(out, replies.get("."));
                }
            }
        }
    }

    private void takeMail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        mails.add(mail.toString());
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
