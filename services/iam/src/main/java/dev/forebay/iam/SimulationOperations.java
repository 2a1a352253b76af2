package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.Place;
import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;
import dev.forebay.access.ResourceSide;
import dev.forebay.access.Simulation;
import dev.forebay.access.Simulator;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.Position;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/** What the decision would be: the calls that a request thinks of, each action on each resource. */
final class SimulationOperations {
    private final IamContext context;
    private final Simulator simulator;

    SimulationOperations(IamContext context) {
        this.context = context;
        simulator = new Simulator(() -> Instant.ofEpochMilli(context.clock().millis()));
    }

    /** The calls that are thought of, and what they meet. */
    private record Scene(List<String> actions, List<String> resources, String resourcePolicy, String resourceOwner, List<ContextEntry> entries) {

        List<String> onWhat() {
            return resources.isEmpty() ? List.of("*") : resources;
        }

        Map<String, List<String>> keys() {
            Map<String, List<String>> keys = new LinkedHashMap<>();
            entries.forEach(entry -> keys.put(Checks.required("contextEntries.member.contextKeyName", entry.contextKeyName()), entry.contextKeyValues()));
            return keys;
        }
    }

    SimulateCustomPolicyResponse custom(SimulateCustomPolicyRequest request) {
        Simulated who = Simulated.custom(context, request.policyInputList(), request.permissionsBoundaryPolicyInputList(), request.callerArn());
        Page<EvaluationResult> page = results(who, new Scene(request.actionNames(), request.resourceArns(), request.resourcePolicy(),
                request.resourceOwner(), request.contextEntries()), new Page.Wish(request.marker(), request.maxItems()));
        return SimulateCustomPolicyResponse.builder().evaluationResults(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    SimulatePrincipalPolicyResponse principal(SimulatePrincipalPolicyRequest request) {
        Simulated who = Simulated.principal(context, request.policySourceArn(), request.policyInputList(),
                request.permissionsBoundaryPolicyInputList(), request.callerArn());
        Page<EvaluationResult> page = results(who, new Scene(request.actionNames(), request.resourceArns(), request.resourcePolicy(),
                request.resourceOwner(), request.contextEntries()), new Page.Wish(request.marker(), request.maxItems()));
        return SimulatePrincipalPolicyResponse.builder().evaluationResults(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    GetContextKeysForCustomPolicyResponse customKeys(GetContextKeysForCustomPolicyRequest request) {
        return GetContextKeysForCustomPolicyResponse.builder()
                .contextKeyNames(Simulated.custom(context, request.policyInputList(), List.of(), null).keys()).build();
    }

    GetContextKeysForPrincipalPolicyResponse principalKeys(GetContextKeysForPrincipalPolicyRequest request) {
        return GetContextKeysForPrincipalPolicyResponse.builder()
                .contextKeyNames(Simulated.principal(context, request.policySourceArn(), request.policyInputList(), List.of(), null).keys()).build();
    }

    private Page<EvaluationResult> results(Simulated who, Scene scene, Page.Wish wish) {
        int each = scene.onWhat().size();
        ResourceSide[] sides = scene.onWhat().stream().map(resource -> side(scene, resource)).toArray(ResourceSide[]::new);
        List<Integer> numbers = IntStream.range(0, scene.actions.size() * each).boxed().toList();
        Page<Integer> page = Page.of(numbers, number -> String.format("%08d", number), wish);
        return new Page<>(page.items().stream()
                .map(number -> result(who, scene, scene.actions.get(number / each), scene.onWhat().get(number % each), sides[number % each])).toList(), page.marker());
    }

    private static ResourceSide side(Scene scene, String resource) {
        if (scene.resourcePolicy == null) {
            return ResourceSide.NONE;
        }
        PolicyText.check(PolicyKind.RESOURCE, scene.resourcePolicy).ifPresent(problem -> {
            throw IamErrors.invalidInput(problem);
        });
        // AWS: of a key, its own policy has the last word.
        return resource.startsWith("arn:aws:kms:") ? ResourceSide.deciding(scene.resourcePolicy) : ResourceSide.policy(scene.resourcePolicy);
    }

    private EvaluationResult result(Simulated who, Scene scene, String action, String resource, ResourceSide side) {
        if (action.indexOf(':') <= 0) {
            throw IamErrors.invalidInput("Invalid Action name: " + action + ". It is a service's prefix, a colon, and an operation.");
        }
        Access access = Access.of(action, resource, owner(who, scene, resource)).with(side);
        Simulation.Outcome outcome = simulator.simulate(
                new Simulation(who.caller(), access, who.attached().policies(), who.attached().boundary(), who.attached().tags(), scene.keys()));
        return EvaluationResult.builder().evalActionName(action).evalResourceName(resource).evalDecision(outcome.decision())
                .matchedStatements(outcome.matched().stream().map(SimulationOperations::statement).toList())
                .missingContextValues(outcome.missing())
                .permissionsBoundaryDecisionDetail(outcome.boundary().map(allows -> PermissionsBoundaryDecisionDetail.builder()
                        .allowedByPermissionsBoundary(allows).build()).orElse(null)).build();
    }

    private static AccountId owner(Simulated who, Scene scene, String resource) {
        String asked = scene.resourceOwner == null ? Arn.parse(resource).map(Arn::account).orElse("")
                : Arn.parse(scene.resourceOwner).map(Arn::account).orElse(scene.resourceOwner);
        return AccountId.isValid(asked) ? new AccountId(asked) : who.caller().account();
    }

    private static Statement statement(Simulation.Matched matched) {
        return Statement.builder().sourcePolicyId(matched.policy())
                .sourcePolicyType(matched.kind() == PolicyKind.RESOURCE ? "Resource Policy" : "IAM Policy")
                .startPosition(position(matched.start())).endPosition(position(matched.end())).build();
    }

    private static Position position(Place place) {
        return Position.builder().line(place.line()).column(place.column()).build();
    }
}
