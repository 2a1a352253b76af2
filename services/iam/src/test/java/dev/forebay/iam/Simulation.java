package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Drives users, keys and policies at random, crashing at any commit, beside a plain reference. All of it follows from the seed: a
 * failure is repeated by running its seed again.
 *
 * <p>What must hold: everything is as the last change that was acknowledged left it, or as the one did that was under way when it crashed;
 * every key finds its user and secret; a session lent before a crash is good after it.
 */
final class Simulation {
    private static final Caller CALLER = Caller.root(new AccountId("123456789012"), Region.DEFAULT);
    private static final String PREFIX = "arn:aws:iam::123456789012:policy/";

    private final long seed;
    private final Random random;
    private final ManualClock clock = new ManualClock();
    private final AesVault vault = AesVault.inMemory();
    private final List<String> journal = new ArrayList<>();
    private StepStore durable = new StepStore();
    private CrashingStore store;
    private IamService service;
    private IamClient iam;
    private Model model = Model.EMPTY;
    private Optional<Credentials> lent = Optional.empty();

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    void run(int steps) {
        try {
            open();
            for (int i = 0; i < steps; i++) {
                step();
            }
            store.crashAfter(Integer.MAX_VALUE);
            check();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n"
                    + journal.stream().skip(Math.max(0, journal.size() - 30)).collect(Collectors.joining("\n")), e);
        }
    }

    private void open() {
        store = new CrashingStore(durable);
        service = IamService.open(Partitions.open(store), vault, clock, random, IssuerKeys.NONE);
        iam = service.client(CALLER);
    }

    /** A change: what it would make of the model, or empty if it must be refused; and the call. */
    private record Change(String what, Optional<Model> after, Runnable call) {}

    private void step() {
        if (random.nextInt(15) == 0) {
            store.crashAfter(random.nextInt(3));
        }
        try {
            int dice = random.nextInt(12);
            if (dice == 1) {
                makeKey();
            } else if (dice == 0) {
                check();
                lent = Optional.of(service.sts(CALLER).getSessionToken().credentials());
            } else {
                change(random.nextInt(4) == 0 ? policyChange() : userChange());
            }
        } catch (CrashingStore.Crash crash) {
            recover(List.of(model));
        }
    }

    private void change(Change change) {
        journal.add(change.what + (change.after.isPresent() ? "" : " in vain"));
        try {
            change.call.run();
            assertThat(change.after).as(change.what + " was taken").isPresent();
            model = change.after.orElseThrow();
        } catch (AwsServiceException refused) {
            assertThat(change.after).as(change.what + " was refused: " + refused.getMessage()).isEmpty();
        } catch (CrashingStore.Crash crash) {
            recover(List.of(model, change.after.orElse(model)));
        }
    }

    private Change userChange() {
        String name = "u" + random.nextInt(4);
        Optional<Model.User> user = Optional.ofNullable(model.users().get(name));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Change("create " + name, user.isEmpty() ? Optional.of(model.user(name, Model.User.NEW)) : Optional.empty(),
                    () -> iam.createUser(r -> r.userName(name)));
            case 2 -> new Change("delete " + name, user.filter(Model.User::isBare).map(_ -> model.user(name, null)), () -> iam.deleteUser(r -> r.userName(name)));
            case 3 -> put(name, user, "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"r" + random.nextInt(9) + "\"}}");
            case 4 -> new Change("remove the policy of " + name, user.filter(one -> one.inline().containsKey("p"))
                    .map(one -> model.user(name, one.inline("p", null))), () -> iam.deleteUserPolicy(r -> r.userName(name).policyName("p")));
            case 5 -> attachment(name, user, "m" + random.nextInt(3));
            default -> keyChange(name, user);
        };
    }

    private Change put(String name, Optional<Model.User> user, String document) {
        return new Change("put " + document + " to " + name, user.map(one -> model.user(name, one.inline("p", document))),
                () -> iam.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(document)));
    }

    private Change attachment(String name, Optional<Model.User> user, String policy) {
        if (random.nextBoolean()) {
            return new Change("attach " + policy + " to " + name, user.filter(_ -> model.policies().containsKey(policy))
                    .map(one -> model.user(name, one.attached(policy, true))), () -> iam.attachUserPolicy(r -> r.userName(name).policyArn(PREFIX + policy)));
        }
        return new Change("detach " + policy + " from " + name, user.filter(one -> one.attached().contains(policy))
                .map(one -> model.user(name, one.attached(policy, false))), () -> iam.detachUserPolicy(r -> r.userName(name).policyArn(PREFIX + policy)));
    }

    private Change keyChange(String name, Optional<Model.User> user) {
        Optional<String> key = user.flatMap(one -> one.keys().keySet().stream().findFirst());
        if (key.isEmpty()) {
            return new Change("stop a key of " + name + " that is none", Optional.empty(),
                    () -> iam.updateAccessKey(r -> r.userName(name).accessKeyId("AKIAIOSFODNN7EXAMPLE").status(StatusType.INACTIVE)));
        }
        return random.nextBoolean()
                ? new Change("delete key " + key, Optional.of(model.user(name, user.get().key(key.get(), null))),
                        () -> iam.deleteAccessKey(r -> r.userName(name).accessKeyId(key.get())))
                : new Change("stop key " + key, Optional.of(model.user(name, user.get().key(key.get(), ""))),
                        () -> iam.updateAccessKey(r -> r.userName(name).accessKeyId(key.get()).status(StatusType.INACTIVE)));
    }

    /** What the key is, only its reply tells; a crash before that leaves a key that nobody knows the secret of, or none. */
    private void makeKey() {
        Optional<String> name = model.users().entrySet().stream().filter(user -> user.getValue().keys().size() < 2).map(Map.Entry::getKey).findFirst();
        name.ifPresent(user -> {
            journal.add("make a key for " + user);
            Model.User before = model.users().get(user);
            try {
                AccessKey made = iam.createAccessKey(r -> r.userName(user)).accessKey();
                model = model.user(user, before.key(made.accessKeyId(), made.secretAccessKey()));
            } catch (CrashingStore.Crash crash) {
                restart();
                Model found = read();
                Model.User after = found.users().get(user);
                after.keys().keySet().stream().filter(id -> !before.keys().containsKey(id)).findFirst()
                        .ifPresentOrElse(id -> assertThat(found).isEqualTo(model.user(user, before.key(id, after.keys().get(id)))),
                                () -> assertThat(found).isEqualTo(model));
                model = found;
            }
        });
    }

    private Change policyChange() {
        String name = "m" + random.nextInt(3);
        Optional<Integer> version = Optional.ofNullable(model.policies().get(name));
        String document = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}";
        if (version.isEmpty()) {
            return new Change("create " + name, Optional.of(model.policy(name, 1)), () -> iam.createPolicy(r -> r.policyName(name).policyDocument(document)));
        }
        boolean deletable = version.get() == 1 && !model.isUsed(name);
        if (deletable && random.nextBoolean()) {
            return new Change("delete " + name, Optional.of(model.policy(name, null)), () -> iam.deletePolicy(r -> r.policyArn(PREFIX + name)));
        }
        return version.get() < 5
                ? new Change("version of " + name, Optional.of(model.policy(name, version.get() + 1)),
                        () -> iam.createPolicyVersion(r -> r.policyArn(PREFIX + name).policyDocument(document).setAsDefault(true)))
                : new Change("sixth version of " + name, Optional.empty(),
                        () -> iam.createPolicyVersion(r -> r.policyArn(PREFIX + name).policyDocument(document).setAsDefault(true)));
    }

    /** What was under way is done as a whole or not at all. */
    private void recover(List<Model> either) {
        restart();
        Model found = read();
        assertThat(found).isIn(either);
        model = found;
    }

    private void restart() {
        durable = durable.crash(random.nextInt(durable.pending() + 1));
        journal.add("crash");
        open();
        lent.ifPresent(session -> assertThat(service.credentials().find(session.accessKeyId(), Optional.of(session.sessionToken())).secret())
                .isEqualTo(session.secretAccessKey()));
    }

    private void check() {
        journal.add("check");
        assertThat(read()).isEqualTo(model);
        model.users().forEach((name, user) -> user.keys().forEach((id, secret) -> {
            if (secret.isEmpty()) {
                assertThatThrownBy(() -> service.credentials().find(id, Optional.empty())).isInstanceOf(AuthenticationRefused.class);
            } else {
                assertThat(service.credentials().find(id, Optional.empty()).principal().arn()).endsWith(":user/" + name);
            }
        }));
    }

    private Model read() {
        Model found = Model.EMPTY;
        for (Policy policy : iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL)).policies()) {
            found = found.policy(policy.policyName(), Integer.valueOf(policy.defaultVersionId().substring(1)));
        }
        for (var user : iam.listUsers().users()) {
            found = found.user(user.userName(), read(user.userName()));
        }
        return found;
    }

    private Model.User read(String name) {
        Model.User user = Model.User.NEW;
        for (String policy : iam.listUserPolicies(r -> r.userName(name)).policyNames()) {
            String document = iam.getUserPolicy(r -> r.userName(name).policyName(policy)).policyDocument();
            user = user.inline(policy, URLDecoder.decode(document, StandardCharsets.UTF_8));
        }
        for (var attached : iam.listAttachedUserPolicies(r -> r.userName(name)).attachedPolicies()) {
            user = user.attached(attached.policyName(), true);
        }
        for (var key : iam.listAccessKeys(r -> r.userName(name)).accessKeyMetadata()) {
            user = user.key(key.accessKeyId(), key.status() == StatusType.INACTIVE ? ""
                    : service.credentials().find(key.accessKeyId(), Optional.empty()).secret());
        }
        return user;
    }
}
