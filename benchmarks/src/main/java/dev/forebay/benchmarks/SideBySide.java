package dev.forebay.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Servers that run all the time and are loaded in turns, so that all are warm and none has the quieter minutes; those that are
 * not loaded do nothing.
 *
 * @param servers the first is Forebay
 * @param rounds  how many count
 */
record SideBySide(List<Server> servers, long rounds, Load load) {

    /** What is measured, of one server. */
    interface Run {
        Measured against(Server server, Load load) throws Exception;
    }

    /** The same with the first of the servers only. */
    SideBySide first(int count) {
        return new SideBySide(servers.subList(0, count), rounds, load);
    }

    /**
     * Figures of each server in their order. The first round warms up and does not count. Each round begins with another server, for the first one
     * finds the disk busy with what the last one left.
     */
    List<Rounds> measure(Run run) throws Exception {
        List<Rounds> all = Stream.generate(Rounds::new).limit(servers.size()).toList();
        for (int round = 0; round <= rounds; round++) {
            for (int place = 0; place < servers.size(); place++) {
                int i = (round + place) % servers.size();
                Measured measured = run.against(servers.get(i), round == 0 ? load : load.warmed());
                if (round > 0) {
                    all.get(i).add(servers.get(i).name(), measured);
                }
            }
        }
        return all;
    }
}
