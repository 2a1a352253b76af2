package dev.forebay.compat;

/** KCL 3.5 with enhanced fan-out: records are pushed over HTTP/2. Here it is the leader that dies. */
class Kcl35FanOutTest extends KclStory {

    Kcl35FanOutTest() {
        super(Generation.KCL_3_5, "fanout");
    }

    @Override
    boolean leaderDies() {
        return true;
    }
}
