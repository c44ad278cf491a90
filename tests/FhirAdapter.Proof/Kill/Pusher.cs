using System.Net;
using System.Net.Http.Headers;

namespace FhirAdapter.Proof.Kill;

/// <summary>A program of the clinic's that pushes records by HTTP, one request after the other, each again until it is answered as taken.</summary>
internal sealed class Pusher : IDisposable
{
    private const string Key = "key-0123456789-0123456789-0123456789";

    private readonly HttpClient _client;
    private readonly Queue<byte[]> _waiting = [];

    public Pusher(string folder, Uri address)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        KeyFile = Path.Combine(folder, "api-key");
        File.WriteAllText(KeyFile, Key);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The file that tells the worker who may push.</summary>
    public string KeyFile { get; }

    /// <summary>How many requests were answered with 202.</summary>
    public int Taken { get; private set; }

    /// <summary>What was not answered as taken yet, in order; the first of it may have been taken all the same.</summary>
    public IEnumerable<byte[]> Waiting => _waiting;

    public void Push(byte[] lines) => _waiting.Enqueue(lines);

    /// <summary>Tries the first of what waits once. Whoever is killed meanwhile does not answer.</summary>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        if (!_waiting.TryPeek(out var lines))
            return;
        using var content = new ByteArrayContent(lines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        try
        {
            using var response = await _client.PostAsync(new Uri("/records", UriKind.Relative), content, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Accepted)
                return;
            Taken++;
            _waiting.Dequeue();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
        }
    }

    public void Dispose() => _client.Dispose();
}
