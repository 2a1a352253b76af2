package dev.forebay.couriers;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

/** Takes what a message centre sends us: texts from phones. Receipts, which we do not ask for, are taken and dropped. */
record SmppInbox(Consumer<IncomingText> replies) implements MessageReceiverListener {
    private static final int HEADER_FOLLOWS = 0x40;
    private static final int UCS2 = 8;
    private static final int LATIN1 = 3;

    @Override
    public void onAcceptDeliverSm(DeliverSm message) {
        byte[] bytes = message.getShortMessage();
        if (message.isSmscDeliveryReceipt() || bytes == null || bytes.length == 0
                || (message.getEsmClass() & HEADER_FOLLOWS) != 0) {
            return;
        }
        String plus = message.getSourceAddrTon() == TypeOfNumber.INTERNATIONAL.value() ? "+" : "";
        replies.accept(new IncomingText(
                plus + message.getSourceAddr(), message.getDestAddress(), text(message.getDataCoding(), bytes)));
    }

    private static String text(byte coding, byte[] bytes) {
        return switch (coding) {
            case UCS2 -> new String(bytes, StandardCharsets.UTF_16BE);
            case LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            default -> Gsm7.decode(bytes);
        };
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        // A phone that is reachable again: the centre delivers by itself.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("data_sm is not wanted", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
