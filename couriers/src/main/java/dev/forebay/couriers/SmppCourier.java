package dev.forebay.couriers;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;

/**
 * Hands texts to a short message centre, all through one session. Safe for any thread: requests share the session and
 * wait for their own answers.
 *
 * <p>A text in several parts that fails in the middle has failed as a whole; the phone drops parts that stay alone.
 */
public final class SmppCourier implements TextCourier, AutoCloseable {
    private static final int UDH = 0x40;
    private static final byte NORMAL = 0;
    private static final byte HIGH = 1;

    /** Where operators in India want the registrations of sender and text. */
    private static final short ENTITY_ID = 0x1400;
    private static final short TEMPLATE_ID = 0x1401;

    private final SmppConfig config;
    private final SmppLink link;
    private final AtomicInteger references = new AtomicInteger();

    /** @param replies takes texts that phones send to us; called on the session's threads, must be quick */
    public SmppCourier(SmppConfig config, Consumer<IncomingText> replies) {
        this(config, replies, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param sockets decide whose certificates are trusted */
    public SmppCourier(SmppConfig config, Consumer<IncomingText> replies, SSLSocketFactory sockets) {
        this.config = config;
        this.link = new SmppLink(config, sockets, new SmppInbox(replies));
    }

    @Override
    public Outcome send(TextMessage message) {
        SmppText text = SmppText.of(message.text());
        boolean whole = text.fitsOne();
        if (!whole && config.longTexts() == SmppConfig.LongTexts.PARTS && !text.fitsParts()) {
            return new Outcome.Refused(0, "the text is too long");
        }
        try {
            SMPPSession session = link.session();
            if (whole) {
                return delivered(submit(session, message, text, 0, text.bytes()));
            }
            return config.longTexts() == SmppConfig.LongTexts.PAYLOAD
                    ? delivered(submit(session, message, text, 0, new byte[0], new OptionalParameter.Message_payload(text.bytes())))
                    : sendParts(session, message, text);
        } catch (NegativeResponseException e) {
            return SmppStatus.outcome(e.getCommandStatus());
        } catch (ResponseTimeoutException e) {
            return new Outcome.Failed(0, "the message centre does not answer");
        } catch (PDUException e) {
            return new Outcome.Refused(0, "SMPP cannot carry it");
        } catch (InvalidResponseException | IOException e) {
            return new Outcome.Failed(0, "no session with the message centre: " + SmtpReply.shown(e.getMessage()));
        }
    }

    private Outcome sendParts(SMPPSession session, TextMessage message, SmppText text) throws PDUException,
            ResponseTimeoutException, InvalidResponseException, NegativeResponseException, IOException {
        List<byte[]> parts = text.parts(references.incrementAndGet());
        String first = "";
        for (byte[] part : parts) {
            String id = submit(session, message, text, UDH, part);
            first = first.isEmpty() ? id : first;
        }
        return delivered(first);
    }

    private static Outcome delivered(String id) {
        return new Outcome.Delivered(SmppStatus.OK, "message id " + SmtpReply.shown(id));
    }

    private String submit(SMPPSession session, TextMessage message, SmppText text, int esmClass, byte[] bytes,
            OptionalParameter... payload) throws PDUException, ResponseTimeoutException, InvalidResponseException,
            NegativeResponseException, IOException {
        String named = message.source();
        SmppAddress source = SmppAddress.of(named.isEmpty() ? config.source() : named);
        SmppAddress target = SmppAddress.of(message.phoneNumber());
        byte priority = message.kind() == TextMessage.Kind.TRANSACTIONAL ? HIGH : NORMAL;
        DataCoding coding = new GeneralDataCoding(text.ucs2() ? Alphabet.ALPHA_UCS2 : Alphabet.ALPHA_DEFAULT);
        return session.submitShortMessage("", source.ton(), source.npi(), source.text(), target.ton(), target.npi(),
                target.text(), new ESMClass(esmClass), NORMAL, priority, null, null, new RegisteredDelivery(0), NORMAL,
                coding, NORMAL, bytes, with(payload, message)).getMessageId();
    }

    private static OptionalParameter[] with(OptionalParameter[] payload, TextMessage message) {
        List<OptionalParameter> all = new java.util.ArrayList<>(List.of(payload));
        if (!message.entityId().isEmpty()) {
            all.add(new OptionalParameter.OctetString(ENTITY_ID, message.entityId()));
        }
        if (!message.templateId().isEmpty()) {
            all.add(new OptionalParameter.OctetString(TEMPLATE_ID, message.templateId()));
        }
        return all.toArray(OptionalParameter[]::new);
    }

    /** Ends the session. Texts that wait for an answer fail; so does every later one. */
    @Override
    public void close() {
        link.close();
    }
}
