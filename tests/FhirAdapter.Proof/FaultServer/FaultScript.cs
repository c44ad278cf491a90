namespace FhirAdapter.Proof.FaultServer;

/// <summary>Which requests meet which fault, and how often still.</summary>
internal sealed class FaultScript
{
    private readonly Lock _gate = new();
    private Func<WireRequest, bool> _hits = _ => false;
    private Fault? _fault;
    private int _left;
    private int _resets;
    private (TlsTrouble Trouble, int Left) _tls;

    /// <summary>How many requests met the fault.</summary>
    public int Met { get; private set; }

    /// <summary>From now on requests that fit meet the fault, so many times.</summary>
    public void Arm(Func<WireRequest, bool> hits, Fault fault, int times)
    {
        lock (_gate)
            (_hits, _fault, _left) = (hits, fault, times);
    }

    /// <summary>From now on connections are reset before a byte is read, so many times.</summary>
    public void ResetConnections(int times)
    {
        lock (_gate)
            _resets = times;
    }

    /// <summary>From now on handshakes go wrong, so many times.</summary>
    public void SpoilTls(TlsTrouble trouble, int times)
    {
        lock (_gate)
            _tls = (trouble, times);
    }

    /// <summary>A manner of the server: answers that are always changed so, fault or none.</summary>
    public Func<WireRequest, WireReply, WireReply>? Manner { get; set; }

    public void Disarm()
    {
        lock (_gate)
            (_fault, _left, _resets, _tls) = (null, 0, 0, default);
    }

    public TlsTrouble? TakeTls()
    {
        lock (_gate)
        {
            if (_tls.Left == 0)
                return null;
            _tls.Left--;
            Met++;
            return _tls.Trouble;
        }
    }

    public bool TakeReset()
    {
        lock (_gate)
        {
            if (_resets == 0)
                return false;
            _resets--;
            Met++;
            return true;
        }
    }

    public Fault? Take(WireRequest request)
    {
        lock (_gate)
        {
            if (_left == 0 || !_hits(request))
                return null;
            _left--;
            Met++;
            return _fault;
        }
    }
}
