using System.Diagnostics.CodeAnalysis;

namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How resources are put into requests.</summary>
public enum WriteMode
{
    /// <summary>The best the server's CapabilityStatement names: transaction, else batch, else single requests.</summary>
    Auto,

    /// <summary>One transaction holds whole records; it is carried out whole or not at all (R4 http.html 3.1.0.11.2).</summary>
    Transaction,

    /// <summary>A batch holds resources that do not depend on each other; what others refer to goes a request earlier.</summary>
    Batch,

    /// <summary>One request for each resource.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "Here it means one resource, not a number type.")]
    Single,
}
