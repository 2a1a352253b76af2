package dev.forebay.sns;

import dev.forebay.couriers.IncomingText;
import dev.forebay.couriers.Outcome;
import dev.forebay.couriers.TextCourier;
import dev.forebay.couriers.TextMessage;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text messages of all accounts: finds an account's place, sends one-time passwords, hears phones that say STOP. Safe for any thread. */
final class SmsDesk {
    /** AWS: what a phone may answer to get no more texts. */
    private static final Set<String> STOP = Set.of(
            "ARRET", "CANCEL", "END", "OPT-OUT", "OPTOUT", "QUIT", "REMOVE", "STOP", "TD", "UNSUBSCRIBE");

    private static final int PASSWORDS = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(SmsDesk.class);

    private final SmsConfig config;
    private final Partitions partitions;
    private final Clock clock;
    private final RandomGenerator random;
    private final Means means;
    private final Map<String, SmsPlace> places = new ConcurrentHashMap<>();

    private SmsDesk(SmsConfig config, Partitions partitions, Clock clock, RandomGenerator random, Means means) {
        this.config = config;
        this.partitions = partitions;
        this.clock = clock;
        this.random = random;
        this.means = means;
    }

    /**
     * Opens what a store holds of text messages.
     *
     * @param random makes one-time passwords, so that nobody guesses the next one; safe for any thread
     * @throws dev.forebay.vault.SealBroken when passwords were sealed under another master key, or are damaged
     */
    static SmsDesk open(SmsConfig config, Partitions partitions, Clock clock, RandomGenerator random, Means means) {
        SmsDesk desk = new SmsDesk(config, partitions, clock, random, means);
        partitions.all().forEach(desk::load);
        desk.seal();
        return desk;
    }

    private void load(Partition partition) {
        byte[] from = Keys.of(partition.number(), Tables.SMS);
        byte[] to = Keys.of(partition.number(), (byte) (Tables.SMS + 1));
        try (Scan scan = partitions.store().scan(from, to)) {
            while (scan.next()) {
                String[] key = new String(Keys.rest(scan.key()), StandardCharsets.UTF_8).split("/", 4);
                place(new AccountId(key[0]), new Region(key[1])).restore(key[2], key[3], scan.value());
            }
        }
    }

    private void seal() {
        int sealed = places.values().stream().mapToInt(place -> place.sandbox().seal()).sum();
        if (sealed > 0) {
            LOG.warn("{} one-time passwords of the SMS sandbox lay in the clear and are sealed now. Earlier copies of the data directory"
                    + " still have them.", sealed);
        }
    }

    SmsConfig config() {
        return config;
    }

    SmsPlace place(AccountId account, Region region) {
        return places.computeIfAbsent(account + "/" + region,
                name -> new SmsPlace(partitions.of("sms/" + name), account, region, clock, means.vault));
    }

    /** Adds a number to an account's sandbox, or sends a new password to one that waits. */
    void addToSandbox(SmsPlace place, PhoneNumber number, String language) {
        String password = String.format(Locale.ROOT, "%06d", random.nextInt(PASSWORDS));
        String text = SmsPassword.text(language, password);
        place.sandbox().add(number, password);
        Outcome outcome = means.courier.send(TextMessage.of(number.value(), text, TextMessage.Kind.TRANSACTIONAL));
        if (!(outcome instanceof Outcome.Delivered)) {
            throw SnsErrors.serviceUnavailable("The one-time password could not be sent: " + outcome.detail());
        }
    }

    /**
     * Takes a text from a phone. A stop word opts the phone out of every account known here: which account's text it
     * answers, a message centre does not tell.
     */
    void heard(IncomingText text) {
        if (STOP.contains(text.text().strip().toUpperCase(Locale.ROOT)) && PhoneNumber.isE164(text.from())) {
            PhoneNumber number = PhoneNumber.of(text.from());
            places.values().forEach(place -> place.optOut(number));
        }
    }

    /**
     * What the desk needs for one-time passwords.
     *
     * @param courier carries them
     * @param vault   seals what is stored of them
     */
    record Means(TextCourier courier, Vault vault) {}
}
