package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.couriers.SmppConfig.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.session.SMPPServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmppCourierTest {
    private static final Timing PATIENT = new Timing(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final Timing IMPATIENT = new Timing(Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofMillis(200));

    private final LinkedBlockingQueue<IncomingText> replies = new LinkedBlockingQueue<>();
    private SmscTwin smsc;
    private SmppCourier courier;

    @BeforeEach
    void start() throws Exception {
        smsc = new SmscTwin();
        courier = courier(config());
    }

    private SmppConfig config() {
        return SmppConfig.to("localhost", new CourierLogin("house", "secret")).withPort(smsc.port()).withTiming(PATIENT);
    }

    private SmppCourier courier(SmppConfig config) {
        return new SmppCourier(config, replies::add);
    }

    private void reopen(SmppConfig config) {
        courier.close();
        courier = courier(config);
    }

    @AfterEach
    void stop() throws Exception {
        courier.close();
        smsc.close();
    }

    private static TextMessage text(String text) {
        return TextMessage.of("+15550100", text, TextMessage.Kind.TRANSACTIONAL);
    }

    @Test
    void aTextArrivesAsItWasMeant() {
        Outcome outcome = courier.send(text("50 € for @you"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(0, "message id id-1"));
        SubmitSm submitted = smsc.submitted.getFirst();
        assertThat(smsc.texts()).containsExactly("50 € for @you");
        assertThat(submitted.getDestAddress()).isEqualTo("15550100");
        assertThat(submitted.getDestAddrTon()).isEqualTo((byte) 1);
        assertThat(submitted.getDataCoding()).isEqualTo((byte) 0);
        assertThat(submitted.getPriorityFlag()).isEqualTo((byte) 1);
        assertThat(submitted.getSourceAddr()).isNullOrEmpty();
    }

    @Test
    void theSessionIsBoundAsConfiguredAndOnlyOnce() {
        courier.send(text("one"));
        courier.send(text("two"));

        assertThat(smsc.binds).hasSize(1);
        assertThat(smsc.binds.getFirst().getBindType()).isEqualTo(BindType.BIND_TRX);
        assertThat(smsc.binds.getFirst().getSystemId()).isEqualTo("house");
        assertThat(smsc.binds.getFirst().getPassword()).isEqualTo("secret");
    }

    @Test
    void aTransmitterBindsAsOne() {
        reopen(config().withBind(SmppConfig.Bind.TRANSMITTER).withSystemType("forebay"));

        assertThat(courier.send(text("one"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(smsc.binds.getFirst().getBindType()).isEqualTo(BindType.BIND_TX);
        assertThat(smsc.binds.getFirst().getSystemType()).isEqualTo("forebay");
    }

    @Test
    void theSenderIsTheNumberElseTheNameElseTheHouses() {
        reopen(config().withSource("House"));
        TextMessage.Kind kind = TextMessage.Kind.PROMOTIONAL;
        courier.send(new TextMessage("+15550100", "a", "Shop", "+15550199", kind, "", ""));
        courier.send(new TextMessage("+15550100", "b", "Shop", "", kind, "", ""));
        courier.send(TextMessage.of("+15550100", "c", kind));

        assertThat(smsc.submitted).extracting(SubmitSm::getSourceAddr).containsExactly("15550199", "Shop", "House");
        assertThat(smsc.submitted).extracting(SubmitSm::getSourceAddrTon).containsExactly((byte) 1, (byte) 5, (byte) 5);
        assertThat(smsc.submitted).extracting(SubmitSm::getPriorityFlag).containsOnly((byte) 0);
    }

    @Test
    void registrationsTravelAsParametersOfTheirOwn() {
        courier.send(new TextMessage("+15550100", "a", "", "", TextMessage.Kind.PROMOTIONAL, "entity", "template"));

        OptionalParameter[] parameters = smsc.submitted.getFirst().getOptionalParameters();
        assertThat(parameters).extracting(parameter -> (int) parameter.tag).containsExactly(0x1400, 0x1401);
        assertThat(parameters).extracting(parameter -> ((OptionalParameter.OctetString) parameter).getValueAsString())
                .containsExactly("entity", "template");
    }

    @Test
    void aTextInAnotherAlphabetGoesInUcs2() {
        courier.send(text("привет"));

        SubmitSm submitted = smsc.submitted.getFirst();
        assertThat(submitted.getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(submitted.getShortMessage(), StandardCharsets.UTF_16BE)).isEqualTo("привет");
    }

    @Test
    void aLongTextGoesInPartsThatBelongTogether() {
        assertThat(courier.send(text("x".repeat(400)))).isInstanceOf(Outcome.Delivered.class);

        assertThat(smsc.submitted).hasSize(3).allSatisfy(part -> assertThat(part.getEsmClass()).isEqualTo((byte) 0x40));
        assertThat(smsc.submitted).extracting(part -> (int) part.getShortMessage()[5]).containsExactly(1, 2, 3);
        assertThat(smsc.submitted).extracting(part -> (int) part.getShortMessage()[3]).containsOnly(1);
    }

    @Test
    void aLongTextGoesWholeWhereTheCentreDividesIt() {
        reopen(config().withLongTexts(SmppConfig.LongTexts.PAYLOAD));
        courier.send(text("x".repeat(400)));

        SubmitSm submitted = smsc.submitted.getFirst();
        assertThat(submitted.getShortMessage()).isEmpty();
        assertThat(submitted.getOptionalParameter(OptionalParameter.Message_payload.class).getValue()).hasSize(400);
    }

    @Test
    void aTextOfMoreThan255PartsIsRefused() {
        assertThat(courier.send(text("x".repeat(100_000)))).isInstanceOf(Outcome.Refused.class);
        assertThat(smsc.submitted).isEmpty();
    }

    @Test
    void aTextWhoseSecondPartFailsHasFailed() {
        smsc.answersFrom(2, SMPPConstant.STAT_ESME_RMSGQFUL);

        assertThat(courier.send(text("x".repeat(400)))).isInstanceOf(Outcome.Failed.class);
        assertThat(smsc.submitted).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMPPConstant.STAT_ESME_RINVDSTADR, SMPPConstant.STAT_ESME_RINVMSGLEN, SMPPConstant.STAT_ESME_RINVSRCADR})
    void aStatusAboutTheTextRefusesIt(int status) {
        smsc.answers(status);

        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Refused.class)
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL, SMPPConstant.STAT_ESME_RSYSERR, 0x400})
    void anyOtherStatusIsAFailure(int status) {
        smsc.answers(status);

        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Failed.class)
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(status));
    }

    @Test
    void aLostSessionIsBoundAgain() throws Exception {
        courier.send(text("before"));
        smsc.session();
        smsc.cut();

        Outcome outcome = courier.send(text("after"));
        while (outcome instanceof Outcome.Failed) { // until the loss is noticed, which the network tells in its own time
            outcome = courier.send(text("after"));
        }
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(smsc.binds).hasSize(2);
    }

    @Test
    void aRefusedBindIsAFailureAndTheNextTextTriesAgain() {
        smsc.answersBinds(SMPPConstant.STAT_ESME_RINVPASWD);
        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Failed.class)
                .satisfies(outcome -> assertThat(outcome.detail()).doesNotContain("secret"));

        smsc.answersBinds(0);
        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aCentreThatIsNotThereIsAFailure() throws Exception {
        smsc.close();

        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aSilentCentreIsAFailure() {
        reopen(config().withTiming(IMPATIENT));
        smsc.falls();

        assertThat(courier.send(text("a"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void manyTextsShareTheSession() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> sends = IntStream.range(0, 50)
                    .<Callable<Outcome>>mapToObj(i -> () -> courier.send(text("text " + i))).toList();
            for (Future<Outcome> sent : threads.invokeAll(sends)) {
                assertThat(sent.get()).isInstanceOf(Outcome.Delivered.class);
            }
        }

        assertThat(smsc.binds).hasSize(1);
        assertThat(smsc.texts()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aPhonesAnswerIsHandedOn() throws Exception {
        courier.send(text("hello"));
        SmscTwin.deliver(smsc.session(), "15550100", "STOP");

        assertThat(replies.poll(30, TimeUnit.SECONDS)).isEqualTo(new IncomingText("+15550100", "24273", "STOP"));
    }

    @Test
    void aClosedCourierSendsNothingMore() throws Exception {
        courier.send(text("a"));
        SMPPServerSession session = smsc.session();
        courier.close();

        assertThat(courier.send(text("b"))).isInstanceOf(Outcome.Failed.class);
        assertThat(smsc.texts()).containsExactly("a");
        assertThat(session.getSessionState().isBound()).isFalse();
    }

    @Test
    void whatSmppHasNoRoomForIsNotConfigured() {
        assertThatIllegalArgumentException().isThrownBy(() -> SmppConfig.to("localhost", new CourierLogin("house", "123456789")));
        assertThatIllegalArgumentException().isThrownBy(() -> SmppConfig.to("localhost", new CourierLogin("x".repeat(16), "")));
        assertThat(config().toString()).doesNotContain("secret");
    }
}
