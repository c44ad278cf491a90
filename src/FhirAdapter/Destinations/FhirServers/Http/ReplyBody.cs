namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Reads an answer's bytes within a bound. Since nothing packed is taken, what comes over the network and what is read are the same bytes.</summary>
internal static class ReplyBody
{
    private const int FirstRead = 16 * 1024;

    /// <summary>All bytes, or <see langword="null"/> where there are more than <paramref name="most"/> or they are packed.</summary>
    public static async Task<PooledBytes?> ReadAsync(HttpResponseMessage answer, int most, CancellationToken cancellationToken)
    {
        var announced = answer.Content.Headers.ContentLength;
        if (announced > most || answer.Content.Headers.ContentEncoding.Any(each => !each.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            return null;
        var body = new PooledBytes((int)Math.Min(announced + 1 ?? FirstRead, most));
        var isKept = false;
        try
        {
            using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while ((read = await stream.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                body.Advance(read);
                if (body.Length > most)
                    return null;
            }
            isKept = true;
            return body;
        }
        finally
        {
            if (!isKept)
                body.Dispose();
        }
    }
}
