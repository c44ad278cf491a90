namespace FhirAdapter.Proof.Mutants;

/// <summary>Planted defects that the harnesses of the proof must find.</summary>
internal static class MutantsOfVerbs
{
    public static readonly Mutant[] All =
    [
        new("what is pushed is answered before it is committed", "FhirAdapter/Sync/RecordIntake.cs",
            """
                    var outcomes = rule == IntakeRule.AllOrNone
                        ? await outbox.AppendAllAsync(entries, cancellationToken).ConfigureAwait(false)
                        : await outbox.AppendAsync(entries, cancellationToken).ConfigureAwait(false);
            """,
            """
                    IReadOnlyList<AppendOutcome> outcomes = [.. entries.Select(_ => AppendOutcome.Accepted)];
                    _ = Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None)
                        .ContinueWith(_ => outbox.AppendAllAsync(entries, CancellationToken.None), TaskScheduler.Default);
            """, "kill --count 1 --each 6 --point intake.appended"),
        new("no flush at a commit", "FhirAdapter/Outbox/Sqlite/LedgerFile.cs",
            "synchronous=FULL", "synchronous=NORMAL", "power --count 300"),
        new("acknowledged before the commit", "FhirAdapter/Sync/CaptureLoop.cs",
            "            var outcomes = await outbox.AppendAsync(LedgerEntry.Of(batch.Records), cancellationToken).ConfigureAwait(false);",
            """
                        IReadOnlyList<AppendOutcome> outcomes = [.. batch.Records.Select(_ => AppendOutcome.Accepted)];
                        _ = Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None)
                            .ContinueWith(_ => outbox.AppendAsync(LedgerEntry.Of(batch.Records), CancellationToken.None), TaskScheduler.Default);
            """, "kill --count 6"),
        new("marked as delivered before it is sent", "FhirAdapter/Sync/DeliveryPass.cs",
            "        var settled = await DeliverAsync([.. claims], pulse, stopping, cut).ConfigureAwait(false);",
            """
                    await outbox.SettleAsync([.. claims.Select(claim => (claim, (IReadOnlyList<Settlement>)[.. claim.Deliveries.Select(each => new Settlement(
                        each.Key, each.Version, DeliveryState.Delivered, null, null, true, default, null, time.GetUtcNow(), TimeSpan.Zero))]))], cut).ConfigureAwait(false);
                    var settled = await DeliverAsync([.. claims], pulse, stopping, cut).ConfigureAwait(false);
            """, "simulate --count 12 --no-pause"),
        new("created without identity", "FhirAdapter/Destinations/FhirServers/Capability/WritePlan.cs",
            "(_, IdentityMode.ConditionalCreate) => Interaction.ConditionalCreate", "(_, IdentityMode.ConditionalCreate) => Interaction.Create",
            "matrix --only \"F10 applied, then the reply lost | NeedlingProcedure | CreateConditional\""),
        new("created without identity and repeated by the pipeline", "FhirAdapter/Destinations/FhirServers/Http/FhirServerPipeline.cs",
            "(request.Repeatable || arguments.Outcome.Result?.Kind == ReplyKind.NotSent)", "request is not null",
            "matrix --only \"F10 applied, then the reply lost | PainScore | CreateConditional\""),
        new("an error under 200 is success", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "if (verdict == Verdict.Accepted && reply.Issue is null)", "if (verdict == Verdict.Accepted)",
            "matrix --only \"F20 200 with an OperationOutcome that is an error | PainScore | P\""),
        new("any body under 200 is success", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "var isWhole = reply.Body.IsEmpty || IsJsonObject(reply.Body.Span);", "var isWhole = true;",
            "matrix --only \"F17 200 with a sign-in page | \""),
        new("redirects are followed", "FhirAdapter/Destinations/FhirServers/Http/NetworkHandler.cs",
            "AllowAutoRedirect = false", "AllowAutoRedirect = true", "matrix --only \"F34 redirect or link to another host | \""),
        new("no fence", "FhirAdapter/Outbox/Sqlite/Settling.cs",
            "lane_id = ? AND fence = ? AND leased_until > ?", "lane_id = ? AND ? > 0 AND ? > 0", "simulate --count 60"),
        new("a lease of no length", "FhirAdapter/Outbox/Sqlite/Claiming.cs",
            "_lease.Put(fence + 1).Put(until).Put(until)", "_lease.Put(fence + 1).Put(now).Put(now)", "simulate --count 4 --no-pause"),
        new("Retry-After without a cap", "FhirAdapter/Destinations/FhirServers/Http/RetryAfter.cs",
            "wait > cap ? cap : wait", "wait", "matrix --only \"F16 429, 503 with Retry-After | \""),
        new("Retry-After not read", "FhirAdapter/Destinations/FhirServers/Http/FhirServerConnection.cs",
            "RetryAfter = RetryAfter.Read(First(answer, \"Retry-After\"), time.GetUtcNow(), options.RetryAfterCap),", "RetryAfter = time is null ? TimeSpan.Zero : null,",
            "matrix --only \"F16 429, 503 with Retry-After | NeedlingProcedure | ConditionalPut\""),
        new("a patient's data in a failure", "FhirAdapter/Destinations/FhirServers/Outcomes/OutcomeReader.cs",
            "path is { Length: <= LongestPath } && PathOnly().IsMatch(path) ? path : null", "path", "matrix --only \"F28 400, 422 | PainScore | \""),
        new("a patient's number in an address", "FhirAdapter/Destinations/FhirServers/Identity/IdentifierSearch.cs",
            "private volatile bool usesGet;", "private volatile bool usesGet = true;", "matrix --only \"F13 500 | PainScore | \""),
        new("no deadline for a body", "FhirAdapter/Destinations/FhirServers/Http/ReplyBody.cs",
            "await stream.ReadAsync(body.GetMemory(), cancellationToken)", "await stream.ReadAsync(body.GetMemory(), CancellationToken.None)",
            "matrix --only \"F25 body a byte in a long while | PainScore | PutById | once\""),
        new("an older answer settles a newer version", "FhirAdapter/Outbox/Sqlite/Settling.cs",
            "if (settlement.Version < owed)", "if (settlement.Version < 0)", "simulate --count 60 --no-pause"),
        new("an older version is taken", "FhirAdapter/Outbox/Sqlite/Appending.cs",
            "if (record.Version < version)", "if (record.Version < 0)", "simulate --count 12 --no-pause"),
        new("a bare deletion deletes nothing", "FhirAdapter/Sync/DeliveryPreparation.cs",
            "return record.Deleted == deleted ? record : record with { Deleted = deleted };", "return record;", "simulate --count 12 --no-pause"),
        new("no If-Match", "FhirAdapter/Destinations/FhirServers/Exchanges/RequestSender.cs",
            "IfMatch = interaction == Interaction.Update ? entry.Self.Version : null,", "IfMatch = null,",
            "matrix --only \"F13 500 | PainScore | PutIfMatch\""),
        new("what is owed is committed apart from its record", "FhirAdapter/Outbox/Sqlite/Appending.cs",
            "        foreach (var destination in owed)\n            owing.First(",
            "        connection.Execute(\"COMMIT; BEGIN IMMEDIATE\");\n        foreach (var destination in owed)\n            owing.First(",
            "simulate --count 12 --no-pause"),
        new("a named step is no longer passed", "FhirAdapter/Sync/DeliveryPass.cs",
            "            FailPoint.Pass(\"delivery.mapped\");\n", "", "kill --count 0 --point delivery.mapped"),
        new("accounts forget what was delivered", "FhirAdapter/Outbox/Sqlite/Settling.cs",
            "        accounts.Add(destination, delivered: 1, at: at);\n        Wake(", "        Wake(", "simulate --count 4 --no-pause"),
        new("credentials refused use up attempts", "FhirAdapter/Destinations/FhirServers/Exchanges/Stop.cs",
            "HttpStatus: 401), reply.RetryAfter ?? pause, false)", "HttpStatus: 401), reply.RetryAfter ?? pause, true)", "matrix --only \"F31 401 for ever | PainScore | ConditionalPut\""),
        new("a refused bundle is not taken apart", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "if (units.Count == 1)", "if (units.Count > 0)", "matrix --only \"F28 400, 422 | \""),
        new("an unknown outcome is a refusal", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "            unit.Defer(failure, usesAttempt: true);\n    }\n}", "            unit.Reject(failure);\n    }\n}",
            "matrix --only \"F6 reset after the request was read | PainScore | \""),
        new("a refusal is tried for ever", "FhirAdapter/Destinations/FhirServers/Outcomes/ResponseClassifier.cs",
            "new(400, 499, null, Verdict.Rejected, FailureCode.Invalid)", "new(400, 499, null, Verdict.Deferred, FailureCode.Invalid)",
            "matrix --only \"F28 400, 422 | PainScore | \""),
        new("a conflict goes on and on", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "case Verdict.Conflicted when !entry.Unit.IsParty && ++entry.Conflicts <= 2:", "case Verdict.Conflicted when !entry.Unit.IsParty:",
            "matrix --only \"F33 409, 412, another version there | NeedlingProcedure | PutById | for ever\""),
        new("any certificate is good", "FhirAdapter/Destinations/FhirServers/Http/NetworkHandler.cs",
            "new SslClientAuthenticationOptions { EnabledSslProtocols", "new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true, EnabledSslProtocols",
            "matrix --only \"F35 TLS that is not good | \""),
        new("an identity made anew each time", "FhirAdapter/Records/Mapping/Identity.cs",
            "public BusinessIdentifier Score(string id) => new() { System = _score, Value = id };",
            "public BusinessIdentifier Score(string id) => new() { System = _score, Value = id + Guid.NewGuid() };", "kill --count 2"),
        new("a row that the disk changed is sent", "FhirAdapter/Outbox/Sqlite/Claiming.cs",
            "if (!isAsWritten)", "if (!isAsWritten && Environment.ProcessId == 0)", "disk --count 200"),
        new("a body that is cut is believed", "FhirAdapter/Destinations/FhirServers/Exchanges/ReplyJudge.cs",
            "            if (reply.IsCut)\n            {", "            if (reply.IsCut && reply.Status == 0)\n            {", "matrix --only \"F24 body cut in half | \""),
        new("nobody looks whether a create was doubled", "FhirAdapter/Destinations/FhirServers/Exchanges/Confirmation.cs",
            "if (Asked(wave, session) is not { Count: > 0 } asked)", "if (Asked(wave, session) is not { Count: > 10000 } asked)", "matrix --only \"F11 created twice by a race in the server | \""),
        new("a double is settled without being withdrawn", "FhirAdapter/Destinations/FhirServers/Exchanges/Doubles.cs",
            "if (surplus.Remote.Id == kept.Remote.Id)", "if (surplus.Remote.Id != \"\")", "matrix --only \"F11 created twice by a race in the server | \""),
        new("a wait asked for with the metadata is passed over", "FhirAdapter/Destinations/FhirServers/Capability/CapabilityCache.cs",
            "FailureCode.Throttled or FailureCode.CircuitOpen", "FailureCode.Internal", "simulate --count 200"),
        new("all are parked where a search is allowed to nobody", "FhirAdapter/Destinations/FhirServers/Exchanges/Resolution.cs",
            "if (refusal.Status == 403 && target.Entry", "if (refusal.Status == 0 && target.Entry", "matrix --only \"F32 403\""),
        new("a foreign edit is written over", "FhirAdapter/Destinations/FhirServers/Exchanges/Rereading.cs",
            "else if (entry.Conflicts < 2 && (self.Version is null || self.Version == version || IsOurs(entry, reply.Body)))", "else if (self.Version is null || self.Version is not null)",
            "matrix --only \"F33 409, 412, another version there | \""),
        new("sent after the lease", "FhirAdapter/Destinations/FhirServers/Http/FhirServerConnection.cs",
            "if (request.Lease is { IsOver: true })", "if (request.Lease is { IsOver: true } && request.Tries > 100)", "simulate --count 100"),
    ];
}
