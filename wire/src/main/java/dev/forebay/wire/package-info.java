/**
 * AWS protocols to and from the AWS SDK's own model classes: one codec for every service, driven by the SDK's field
 * metadata, and one validator, driven by AWS's model.
 *
 * <p>Start at {@link dev.forebay.wire.Wire}: a request's head tells the {@code Operation} and the {@code Protocol}; the
 * protocol decodes, the operation invokes, the protocol encodes.
 */
package dev.forebay.wire;
