using System.Diagnostics.CodeAnalysis;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>Either a value or the failure that stands in its place.</summary>
internal readonly struct Answer<T>
    where T : class
{
    private Answer(T? value, FhirFailure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public FhirFailure? Failure { get; }

    public bool Failed([NotNullWhen(true)] out FhirFailure? failure, [NotNullWhen(false)] out T? value)
    {
        (failure, value) = (Failure, Value);
        return failure is not null;
    }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(FhirFailure failure) => new(null, failure);
}
