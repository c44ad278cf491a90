using System.ComponentModel.DataAnnotations;

namespace FhirAdapter.Sync;

/// <summary>How deliveries are claimed, and how long one that failed is tried again.</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    /// <summary>How many deliveries one claim takes, in records. A claim costs the ledger two writes that wait for the disk.</summary>
    /// <value>The default is 500. From 1 to 5,000.</value>
    [Range(1, 5000)]
    public int ClaimSize { get; set; } = 500;

    /// <summary>How many of them are mapped and handed to the destination at a time, in records, whole lanes.</summary>
    /// <value>The default is 125. From 1 to 5,000. What these records become is in memory until it is sent.</value>
    [Range(1, 5000)]
    public int BatchSize { get; set; } = 125;

    /// <summary>How many claims of one destination are worked on at once.</summary>
    /// <value>
    /// The default is 3: while one waits for the disk and one for the server, the third has work. From 1 to 64. A claim's own requests run side by side
    /// besides.
    /// </value>
    [Range(1, 64)]
    public int Workers { get; set; } = 3;

    /// <summary>How long a claim is kept from other workers unless it is renewed; it is renewed at a third of this.</summary>
    /// <value>The default is 2 minutes. From 5 seconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many attempts a version of a record is given at a destination before it is parked. One that never left uses none.</summary>
    /// <value>The default is 150: with the default waits a server may answer with errors for about three days. From 1 to 1,000.</value>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 150;

    /// <summary>How long a version of a record may be put off at a destination without a break, counted from its first failure, before it is parked.</summary>
    /// <value>The default is 14 days. From 1 hour to 365 days. It bounds what no number of attempts does: a server that is out of reach, asks to be left
    /// alone or refuses the credentials.</value>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The least wait before another attempt.</summary>
    /// <value>The default is 1 second. From 10 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LeastDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest first wait; it doubles with each attempt, and a random part of it is taken.</summary>
    /// <value>The default is 5 seconds. From 10 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts.</summary>
    /// <value>The default is 1 hour. From 10 milliseconds to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "7.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a record that waits for another is looked at again, should nothing wake it before.</summary>
    /// <value>The default is 15 minutes. From 1 second to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan HeldRecheck { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often an idle worker looks for deliveries that another process made due.</summary>
    /// <value>The default is 1 second. From 50 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan IdlePoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long what is on its way may take to end when the host stops; then it is cut off, and sent again after the next start.</summary>
    /// <value>The default is 25 seconds; from 0 to 2 minutes. It must be shorter than the host's own limit for stopping.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00")]
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(25);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstDelay < LeastDelay)
            yield return new ValidationResult($"must not be shorter than LeastDelay ({LeastDelay})", [nameof(FirstDelay)]);
        if (MaxAge < MaxDelay)
            yield return new ValidationResult($"must not be shorter than MaxDelay ({MaxDelay})", [nameof(MaxAge)]);
        if (MaxDelay < FirstDelay)
            yield return new ValidationResult($"must not be shorter than FirstDelay ({FirstDelay})", [nameof(MaxDelay)]);
    }
}
