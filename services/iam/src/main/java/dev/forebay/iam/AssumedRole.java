package dev.forebay.iam;

import dev.forebay.identity.Principal;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;

/**
 * A session of a role.
 *
 * @param name that its caller gave it
 */
record AssumedRole(StsContext.Found found, String name) {

    /** AWS: without the role's path. */
    String arn() {
        return "arn:aws:sts::" + found.account().id() + ":assumed-role/" + found.role().name() + "/" + name;
    }

    String id() {
        return found.role().id() + ":" + name;
    }

    AssumedRoleUser described() {
        return AssumedRoleUser.builder().arn(arn()).assumedRoleId(id()).build();
    }

    Issuing.Order order(SessionToken.Narrowing narrowing, SessionToken.Labels labels) {
        return new Issuing.Order(found.account().id(), new SessionToken.Who(Principal.Kind.ROLE, arn(), id()),
                found.role().arn(found.account().id()), narrowing, labels);
    }
}
