using System.Buffers;
using FhirAdapter.Sandbox.Validation;
using Microsoft.AspNetCore.Http;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>Reads a request body whole, up to the limit.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) return null;
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 4096, 256, limit));
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), cancellationToken);
            if (read == 0) return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > limit) return null;
        }
    }

    public static FhirFailure TooLong(int limit) => FhirFailure.Of(413, "too-long", $"The body is longer than the server takes ({limit} bytes).");
}
