--  Root of what the services share of CORBA: CDR, references, system
--  exceptions.

package Corba is
   pragma Pure;
end Corba;
