package io.keyhold.domain;

/**
 * Who asked for something, by the two ids of a token that never change and are never given to
 * another: a name or an address is given to the next person, and would stand for seven years in
 * events that nobody can delete. Entra's own logs and {@code az ad user show --id} tell the name,
 * as long as there is somebody of that name.
 *
 * @param objectId of the person or, where a program asked for itself, of its service principal
 *     ({@code oid})
 * @param appId the application through which was asked ({@code azp}, in tokens of version 1 {@code
 *     appid})
 */
public record Requester(String objectId, String appId) {}
