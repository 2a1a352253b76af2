package dev.forebay.gateway;

import com.sun.management.OperatingSystemMXBean;
import dev.forebay.wire.WireResponse;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A server that answers each request the same, for measuring: run it, load it from another process, and it prints
 * requests and CPU time a second. Arguments: port, event loops, milliseconds that each request parks.
 */
final class ServerBench {

    private static final byte[] BODY = ("{\"MD5OfMessageBody\":\"c4ca4238a0b923820dcc509a6f75849b\",\"MessageId\":"
            + "\"1e4a6f0b-24b4-4a44-a7d0-6f3b6a2b8a5f\",\"QueueUrl\":\"http://127.0.0.1/000000000000/q\"}").getBytes(StandardCharsets.UTF_8);

    private ServerBench() {}

    private static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    }

    public static void main(String[] args) throws Exception {
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(Integer.parseInt(args[0])).withLoops(Integer.parseInt(args[1]));
        long park = Long.parseLong(args[2]);
        LongAdder answered = new LongAdder();
        RequestIds ids = RequestIds.random();
        HttpServer server = HttpServer.start(config, exchange -> {
            exchange.body();
            if (park > 0) {
                Thread.sleep(park);
            }
            answered.increment();
            exchange.send(new WireResponse(200, "application/x-amz-json-1.0", List.of("x-amzn-RequestId", ids.get()), BODY));
        }, ids, System::nanoTime);
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println("listening on " + server.port());
        for (long cpu = os.getProcessCpuTime(), count = 0; ; ) {
            Thread.sleep(2000);
            long nowCpu = os.getProcessCpuTime();
            long nowCount = answered.sum();
            if (nowCount > count || park > 0) {
                if (park > 0) {
                    System.gc();
                }
                long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                System.out.printf("%,d/s  %.1f us CPU each  running %d  heap %,d KB  direct %,d KB%n", (nowCount - count) / 2,
                        (nowCpu - cpu) / 1e3 / Math.max(1, nowCount - count), server.running(), heap / 1024, direct() / 1024);
            }
            cpu = os.getProcessCpuTime();
            count = nowCount;
        }
    }
}
