package dev.forebay.server;

import dev.forebay.server.DemoReader.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * How the purchases' story ended.
 *
 * @param published purchases that the topic acknowledged
 * @param missed    copies that waited in shipping's queue when its program came up again
 * @param tallies   what each queue got
 */
record DemoFanoutReport(DemoFanoutPlan plan, int published, int missed, List<Tally> tallies) implements DemoReport {

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(published == plan.purchases(), "%,d of %,d purchases were published".formatted(published, plan.purchases())));
        tallies.forEach(tally -> checks.add(check(tally)));
        int shipped = received(DemoBranch.SHIPPING);
        checks.add(new Check(missed > 0 && shipped == received(DemoBranch.PLACED),
                "shipping missed %,d while it was down, and has as many now as placed: %,d".formatted(missed, shipped)));
        int split = received(DemoBranch.PLACED) + received(DemoBranch.CANCELLED) + received(DemoBranch.DECLINED);
        checks.add(new Check(split == published, "placed, cancelled and declined add up to %,d".formatted(split)));
        return checks;
    }

    private Check check(Tally tally) {
        int wanted = tally.branch().wantedOf(published);
        return new Check(tally.received() == wanted && tally.unwanted() == 0, "%s has %,d of the %,d with %s, and %s else%s".formatted(
                tally.branch().title(), tally.received(), wanted, tally.branch().meaning(),
                tally.unwanted() == 0 ? "nothing" : "%,d".formatted(tally.unwanted()),
                tally.repeats() == 0 ? "" : "; %,d came twice".formatted(tally.repeats())));
    }

    private int received(DemoBranch branch) {
        return tallies.stream().filter(tally -> tally.branch() == branch).mapToInt(Tally::received).sum();
    }
}
