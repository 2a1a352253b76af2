package dev.forebay.couriers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Connects to a message centre within a time limit, with TLS and a check of the certificate's name where wanted. */
record SmppConnections(Duration limit, boolean tls, SSLSocketFactory sockets) implements ConnectionFactory {

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        int millis = Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setTcpNoDelay(true);
            return new SocketConnection(tls ? encrypted(socket, host, port, millis) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain, String host, int port, int millis) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(millis);
        socket.startHandshake();
        return socket;
    }
}
