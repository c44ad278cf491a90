using System.Net;
using FhirAdapter.Proof.FaultServer;

namespace FhirAdapter.Proof.Simulation;

/// <summary>The network between one simulated process and the server: what is asked may be lost, late, doubled or refused, by seed.</summary>
internal sealed class SimWire(SimWorld world, SimProcess process) : HttpMessageHandler
{
    private (long Passed, int Sets) _notBefore;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(request, cancellationToken);
        world.Note($"{process.Name} {asked.Method} {asked.Target.Split('?')[0]}");
        if (world.Clock.Passed < _notBefore.Passed && world.Clock.Sets == _notBefore.Sets)
            world.Violate("a request went out sooner than the server asked");
        if (world.Chance(3))
            await world.Meanwhile();
        var trouble = world.Chance(world.Weather.Wire) ? (WireTrouble)world.Random.Next((int)WireTrouble.Count) : WireTrouble.None;
        world.Note(trouble.ToString());
        switch (trouble)
        {
            case WireTrouble.Refused:
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            case WireTrouble.Lost:
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case WireTrouble.ReplyLost:
                world.Service.Handle(asked);
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case WireTrouble.ReplyLate:
                world.Service.Handle(asked);
                world.Advance(process.Options.AttemptTimeout + TimeSpan.FromSeconds(1));
                cancellationToken.ThrowIfCancellationRequested();
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            case WireTrouble.Doubled when asked.Method == "PUT" || asked.Header("If-None-Exist") is not null:
                world.Service.Handle(asked);
                return Answer(world.Service.Handle(asked));
            case WireTrouble.Broken:
                return Answer(Replies.Refusal(500, "exception"));
            case WireTrouble.Busy:
                var seconds = world.Random.Next(1, 200);
                _notBefore = (world.Clock.Passed + TimeSpan.FromSeconds(seconds).Ticks, world.Clock.Sets);
                return Answer(Replies.Refusal(503, "throttled") with { Extra = [("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))] });
            case WireTrouble.CrashBefore:
                throw new SimulatedCrashException("wire, before");
            case WireTrouble.CrashAfter:
                world.Service.Handle(asked);
                throw new SimulatedCrashException("wire, after");
            default:
                return Answer(world.Service.Handle(asked));
        }
    }

    private static async Task<WireRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
            headers[name] = values.ToString();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return new WireRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body);
    }

    private static HttpResponseMessage Answer(WireReply reply)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = new ByteArrayContent(reply.Body) };
        if (reply.ContentType is not null)
            answer.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        if (reply.Location is not null)
            answer.Headers.TryAddWithoutValidation("Location", reply.Location);
        if (reply.ETag is not null)
            answer.Headers.TryAddWithoutValidation("ETag", reply.ETag);
        foreach (var (name, value) in reply.Extra)
            answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    }
}
