import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Loads one topic of a Kafka broker with its own producer, acks=all: one thread sends as fast as the producer takes records. Run
 * from its source with Kafka's jars, beside which Forebay's never are.
 *
 * <p>Arguments: port, partitions, records after which the broker flushes a log (0 for its default, never), bytes of a record,
 * records of a batch, seconds to warm up, seconds to measure. Prints, in numbers: records a second, records of an average batch,
 * records in all, microseconds of this client's CPU for each.
 */
final class KafkaLoad {
    private static final String TOPIC = "bench";

    /** Bytes of a record in a batch beside its data: the key, lengths, and what tells time and offset. */
    private static final int BESIDE_DATA = 31;
    private static final int KEYS = 4096;

    private final byte[] noise = new byte[1 << 22];
    private final byte[][] keys = new byte[KEYS][];
    private final Random random = new Random(1);
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile Exception failure;

    public static void main(String[] arguments) throws Exception {
        int[] figures = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        String broker = "127.0.0.1:" + figures[0];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            NewTopic topic = new NewTopic(TOPIC, figures[1], (short) 1);
            admin.createTopics(List.of(figures[2] == 0 ? topic : topic.configs(Map.of("flush.messages", "" + figures[2])))).all().get();
            new KafkaLoad().run(broker, figures[3], figures[4], Duration.ofSeconds(figures[5]), Duration.ofSeconds(figures[6]));
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }

    private KafkaLoad() {
        // Six random bits a byte, as in the records that Forebay gets.
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (' ' + random.nextInt(64));
        }
        for (int i = 0; i < KEYS; i++) {
            keys[i] = Long.toUnsignedString(random.nextLong()).getBytes();
        }
    }

    private void run(String broker, int bytes, int batch, Duration warm, Duration window) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "acks", "all",
                "batch.size", batch * (bytes + BESIDE_DATA), "linger.ms", 20,
                "max.request.size", 16 << 20,
                "key.serializer", ByteArraySerializer.class, "value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            send(producer, bytes, System.nanoTime() + warm.toNanos());
            long before = acknowledged.get();
            long begin = System.nanoTime();
            double cpu = cpuSeconds();
            send(producer, bytes, begin + window.toNanos());
            double rate = (acknowledged.get() - before) * 1e9 / (System.nanoTime() - begin);
            double micros = 1e6 * (cpuSeconds() - cpu) / (acknowledged.get() - before);
            producer.flush();
            System.out.println(rate + " " + batchBytes(producer) / (bytes + BESIDE_DATA) + " " + acknowledged.get() + " " + micros);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int bytes, long until) {
        while (System.nanoTime() < until) {
            int from = random.nextInt(noise.length - bytes);
            byte[] value = Arrays.copyOfRange(noise, from, from + bytes);
            producer.send(new ProducerRecord<>(TOPIC, keys[random.nextInt(KEYS)], value), (_, refused) -> {
                if (refused == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failure = refused;
                }
            });
        }
    }

    private static double batchBytes(KafkaProducer<byte[], byte[]> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("batch-size-avg") && metric.getKey().group().equals("producer-metrics"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue()).findFirst().orElseThrow();
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
