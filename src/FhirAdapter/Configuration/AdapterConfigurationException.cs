namespace FhirAdapter.Configuration;

/// <summary>The settings are not usable. All that is wrong is named at once.</summary>
public sealed class AdapterConfigurationException : Exception
{
    /// <summary>Creates the exception from all that is wrong.</summary>
    /// <param name="errors">One line each: the key, what is wrong, and the mend.</param>
    public AdapterConfigurationException(IReadOnlyList<string> errors)
        : base("The settings are not usable:" + Environment.NewLine + string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>One line each: the key, what is wrong, and the mend.</summary>
    public IReadOnlyList<string> Errors { get; }
}
