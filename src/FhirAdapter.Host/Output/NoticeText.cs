using System.Globalization;
using FhirAdapter.Outbox;

namespace FhirAdapter.Host.Output;

/// <summary>What a person should see of a destination, in one line each.</summary>
internal static class NoticeText
{
    public static string Of(DestinationNotice notice)
    {
        var since = notice.Since.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return notice.Code switch
        {
            "paused" => $"{notice.Subject}: gone from what the server says since {since}; what needs it is held",
            "gone" => $"{notice.Subject}: gone from what the server says since {since}; other ways are taken",
            "gained" => $"{notice.Subject}: new in what the server says since {since}",
            "difference" => string.Create(
                CultureInfo.InvariantCulture, $"{notice.Subject}: {notice.Detail} when read back, {notice.Count} of those looked at, first {since}"),
            _ => $"{notice.Code}: {notice.Subject} since {since}",
        };
    }
}
