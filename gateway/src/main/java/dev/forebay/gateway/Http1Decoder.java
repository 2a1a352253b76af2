package dev.forebay.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, which already refuses two lengths, a length beside chunks, chunks in HTTP/1.0, codings other than
 * chunked and bare line feeds; refuses folded header lines too. Event loop only.
 *
 * <p>A folded line is one that goes on in the next line after a blank. Netty joins the two, another server in the chain
 * may not, and then the two disagree about what the request is (RFC 9112, 5.2: a server must refuse or replace it).
 */
final class Http1Decoder extends HttpRequestDecoder {

    /** A head line that went on after a blank. */
    static final class FoldedLine extends DecoderException {
        FoldedLine() {
            super("folded header line");
        }
    }

    private boolean inHead = true;
    private boolean lineWasRead;
    private boolean receiving;

    Http1Decoder(HttpLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.lineBytes())
                .setMaxHeaderSize(limits.headBytes())
                .setMaxChunkSize(RequestBody.WINDOW)
                .setInitialBufferSize(128));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        receiving = true;
        super.channelRead(ctx, message);
    }

    /** Whether bytes came since the last request was complete: the next one is on its way. */
    boolean isReceiving() {
        return receiving;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (inHead && in.isReadable()) {
            refuseFolding(in);
        }
        int before = in.readerIndex();
        super.decode(ctx, in, out);
        if (out.isEmpty()) {
            lineWasRead |= inHead && in.readerIndex() != before;
            return;
        }
        boolean ended = out.get(out.size() - 1) instanceof LastHttpContent;
        inHead = ended || inHead && !(out.get(0) instanceof HttpRequest);
        lineWasRead = false;
        receiving = !ended;
    }

    /** Looks at the first character of each line that is here, up to the empty line that ends the head. */
    private void refuseFolding(ByteBuf in) {
        int at = in.readerIndex();
        int end = in.writerIndex();
        if (lineWasRead) {
            refuseBlank(in.getByte(at));
        } else {
            // Empty lines before a request line are skipped by the decoder: they end no head.
            while (at < end && in.getByte(at) <= ' ') {
                at++;
            }
        }
        for (int lf = in.indexOf(at, end, (byte) '\n'); lf >= 0 && lf + 1 < end; lf = in.indexOf(lf + 1, end, (byte) '\n')) {
            byte first = in.getByte(lf + 1);
            if (first == '\r' || first == '\n') {
                return;
            }
            refuseBlank(first);
        }
    }

    private static void refuseBlank(byte first) {
        if (first == ' ' || first == '\t') {
            throw new FoldedLine();
        }
    }
}
