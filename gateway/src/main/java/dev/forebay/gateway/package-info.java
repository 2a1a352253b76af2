/**
 * The HTTP server and the pipeline that a request takes: detect, authenticate, decode, authorize, invoke, encode, send.
 *
 * <p>Start at {@link dev.forebay.gateway.Gateway}; {@code AwsPipeline} lists the stages, {@code HttpServer} listens.
 */
package dev.forebay.gateway;
