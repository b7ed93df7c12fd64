with Ada.Unchecked_Conversion;
with Interfaces.C.Strings;

package body Security_Service.OpenSSL is

   use type Interfaces.C.int;
   use type Interfaces.C.long;
   use type Interfaces.C.unsigned_long;
   use type System.Address;

   package C renames Interfaces.C;

   Library_Name : constant String := "libssl.so.3" & ASCII.NUL;

   RTLD_NOW : constant := 2;

   PEM                   : constant := 1;
   Set_Mode              : constant := 33;
   Set_Least_Version     : constant := 123;
   Version_1_2           : constant := 16#0303#;

   --  Partial writes, a buffer that moves between tries, and no buffers of the
   --  library's own while a connection is idle.
   Modes                 : constant := 16#13#;
   No_Renegotiation      : constant := 2 ** 30;

   Error_Want_Read       : constant := 2;
   Error_Want_Write      : constant := 3;
   Error_Zero_Return     : constant := 6;

   function C_Dlopen (Name : System.Address; Flags : Int) return Handle
     with Import, Convention => C, External_Name => "dlopen";

   function C_Dlsym (Library : Handle; Name : System.Address) return System.Address
     with Import, Convention => C, External_Name => "dlsym";

   --  Shapes of the functions, by arguments: P a pointer, I an int.
   type Call_P is access function return Handle with Convention => C;
   type Call_P_P is access function (A : Handle) return Handle with Convention => C;
   type Call_I_P is access function (A : Handle) return Int with Convention => C;
   type Call_P_Only is access procedure (A : Handle) with Convention => C;
   type Call_I_PI is access function (A : Handle; B : Int) return Int with Convention => C;
   type Call_I_PPI is access function (A, B : Handle; N : Int) return Int with Convention => C;
   type Call_I_PP is access function (A, B : Handle) return Int with Convention => C;
   type Call_PP_Only is access procedure (A, B : Handle) with Convention => C;
   type Call_Control is access function
     (A : Handle; Command : Int; Long : C.long; Pointer : Handle) return C.long
     with Convention => C;
   type Call_Options is access function
     (A : Handle; Options : Interfaces.Unsigned_64) return Interfaces.Unsigned_64
     with Convention => C;
   type Call_Error is access function return C.unsigned_long with Convention => C;
   type Call_Words is access function (Code : C.unsigned_long) return C.Strings.chars_ptr
     with Convention => C;
   type Call_Nothing is access procedure with Convention => C;

   TLS_server_method     : Call_P;
   SSL_CTX_new           : Call_P_P;
   SSL_CTX_free          : Call_P_Only;
   SSL_CTX_ctrl          : Call_Control;
   SSL_CTX_set_options   : Call_Options;
   SSL_CTX_use_chain     : Call_I_PP;
   SSL_CTX_use_key       : Call_I_PPI;
   SSL_CTX_check_key     : Call_I_P;
   SSL_CTX_certificate   : Call_P_P;
   SSL_CTX_set_password  : Call_PP_Only;
   SSL_new               : Call_P_P;
   SSL_free              : Call_P_Only;
   SSL_set_fd            : Call_I_PI;
   SSL_accept            : Call_I_P;
   SSL_read              : Call_I_PPI;
   SSL_write             : Call_I_PPI;
   SSL_shutdown          : Call_I_P;
   SSL_get_error         : Call_I_PI;
   X509_not_after        : Call_P_P;
   X509_not_before       : Call_P_P;
   X509_cmp_current_time : Call_I_P;
   ERR_get_error         : Call_Error;
   ERR_clear_error       : Call_Nothing;
   ERR_reason            : Call_Words;

   Library : Handle := System.Null_Address;

   --  The function of that name. Raises Missing.
   function Found (Name : String) return System.Address;

   --  An encrypted key would ask for its password at the terminal.
   function No_Password
     (Buffer : Handle; Size, Is_Writing : Int; Data : Handle) return Int
     with Convention => C;

   function Outcome (Item : Handle; Code : Int) return Results;
   procedure Check_Dates (Context : Handle; File : String);

   -----------
   -- Found --
   -----------

   function Found (Name : String) return System.Address is
      C_Name : constant String := Name & ASCII.NUL;
   begin
      return Result : constant System.Address := C_Dlsym (Library, C_Name'Address) do
         if Result = System.Null_Address then
            raise Missing with "libssl.so.3 has no " & Name;
         end if;
      end return;
   end Found;

   ----------
   -- Load --
   ----------

   procedure Load is
      generic
         type Shape is private;
      function Bound (Name : String) return Shape;

      function Bound (Name : String) return Shape is
         function Convert is new Ada.Unchecked_Conversion (System.Address, Shape);
      begin
         return Convert (Found (Name));
      end Bound;

      function Bound_P is new Bound (Call_P);
      function Bound_P_P is new Bound (Call_P_P);
      function Bound_I_P is new Bound (Call_I_P);
      function Bound_P_Only is new Bound (Call_P_Only);
      function Bound_I_PI is new Bound (Call_I_PI);
      function Bound_I_PPI is new Bound (Call_I_PPI);
      function Bound_I_PP is new Bound (Call_I_PP);
      function Bound_PP_Only is new Bound (Call_PP_Only);
      function Bound_Control is new Bound (Call_Control);
      function Bound_Options is new Bound (Call_Options);
      function Bound_Error is new Bound (Call_Error);
      function Bound_Words is new Bound (Call_Words);
      function Bound_Nothing is new Bound (Call_Nothing);
   begin
      Library := C_Dlopen (Library_Name'Address, RTLD_NOW);
      if Library = System.Null_Address then
         raise Missing with "libssl.so.3 is not installed";
      end if;
      --  Those of libcrypto are found too: libssl needs it.
      TLS_server_method     := Bound_P ("TLS_server_method");
      SSL_CTX_new           := Bound_P_P ("SSL_CTX_new");
      SSL_CTX_free          := Bound_P_Only ("SSL_CTX_free");
      SSL_CTX_ctrl          := Bound_Control ("SSL_CTX_ctrl");
      SSL_CTX_set_options   := Bound_Options ("SSL_CTX_set_options");
      SSL_CTX_use_chain     := Bound_I_PP ("SSL_CTX_use_certificate_chain_file");
      SSL_CTX_use_key       := Bound_I_PPI ("SSL_CTX_use_PrivateKey_file");
      SSL_CTX_check_key     := Bound_I_P ("SSL_CTX_check_private_key");
      SSL_CTX_certificate   := Bound_P_P ("SSL_CTX_get0_certificate");
      SSL_CTX_set_password  := Bound_PP_Only ("SSL_CTX_set_default_passwd_cb");
      SSL_new               := Bound_P_P ("SSL_new");
      SSL_free              := Bound_P_Only ("SSL_free");
      SSL_set_fd            := Bound_I_PI ("SSL_set_fd");
      SSL_accept            := Bound_I_P ("SSL_accept");
      SSL_read              := Bound_I_PPI ("SSL_read");
      SSL_write             := Bound_I_PPI ("SSL_write");
      SSL_shutdown          := Bound_I_P ("SSL_shutdown");
      SSL_get_error         := Bound_I_PI ("SSL_get_error");
      X509_not_after        := Bound_P_P ("X509_get0_notAfter");
      X509_not_before       := Bound_P_P ("X509_get0_notBefore");
      X509_cmp_current_time := Bound_I_P ("X509_cmp_current_time");
      ERR_get_error         := Bound_Error ("ERR_get_error");
      ERR_clear_error       := Bound_Nothing ("ERR_clear_error");
      ERR_reason            := Bound_Words ("ERR_reason_error_string");
   end Load;

   -----------------
   -- No_Password --
   -----------------

   function No_Password
     (Buffer : Handle; Size, Is_Writing : Int; Data : Handle) return Int
   is
      pragma Unreferenced (Buffer, Size, Is_Writing, Data);
   begin
      return 0;
   end No_Password;

   -----------------
   -- Last_Reason --
   -----------------

   function Last_Reason return String is
      use type C.Strings.chars_ptr;
      Code  : constant C.unsigned_long := ERR_get_error.all;
      Words : constant C.Strings.chars_ptr :=
        (if Code = 0 then C.Strings.Null_Ptr else ERR_reason (Code));
   begin
      ERR_clear_error.all;
      return (if Words = C.Strings.Null_Ptr then "no reason is known"
              else C.Strings.Value (Words));
   end Last_Reason;

   -----------------
   -- Check_Dates --
   -----------------

   procedure Check_Dates (Context : Handle; File : String) is
      Certificate : constant Handle := SSL_CTX_certificate (Context);
   begin
      if X509_cmp_current_time (X509_not_after (Certificate)) <= 0 then
         raise Unusable with File & ": the certificate has expired";
      elsif X509_cmp_current_time (X509_not_before (Certificate)) > 0 then
         raise Unusable with File & ": the certificate is not valid yet";
      end if;
   end Check_Dates;

   -----------------
   -- New_Context --
   -----------------

   function New_Context (Certificate_File, Key_File : String) return Handle is
      Certificate : constant String := Certificate_File & ASCII.NUL;
      Key         : constant String := Key_File & ASCII.NUL;
      Result      : constant Handle := SSL_CTX_new (TLS_server_method.all);
      Ignored     : Interfaces.Unsigned_64;
      pragma Unreferenced (Ignored);
   begin
      ERR_clear_error.all;
      Ignored := SSL_CTX_set_options (Result, No_Renegotiation);
      SSL_CTX_set_password (Result, No_Password'Address);
      if SSL_CTX_ctrl (Result, Set_Least_Version, Version_1_2, System.Null_Address) /= 1
        or else SSL_CTX_ctrl (Result, Set_Mode, Modes, System.Null_Address) = 0
      then
         raise Unusable with "TLS 1.2 cannot be asked for: " & Last_Reason;
      elsif SSL_CTX_use_chain (Result, Certificate'Address) /= 1 then
         raise Unusable
           with Certificate_File & ": no certificate can be read: " & Last_Reason;
      elsif SSL_CTX_use_key (Result, Key'Address, PEM) /= 1
        or else SSL_CTX_check_key (Result) /= 1
      then
         raise Unusable
           with Key_File & ": no key of the certificate can be read: " & Last_Reason;
      end if;
      Check_Dates (Result, Certificate_File);
      return Result;
   exception
      when Unusable =>
         SSL_CTX_free (Result);
         raise;
   end New_Context;

   procedure Free_Context (Item : Handle) is
   begin
      SSL_CTX_free (Item);
   end Free_Context;

   --------------------
   -- New_Connection --
   --------------------

   function New_Connection (Context : Handle; FD : Int) return Handle is
   begin
      return Result : constant Handle := SSL_new (Context) do
         if Result = System.Null_Address or else SSL_set_fd (Result, FD) /= 1 then
            raise Unusable with "no connection can be made: " & Last_Reason;
         end if;
      end return;
   end New_Connection;

   procedure Free_Connection (Item : Handle) is
   begin
      SSL_free (Item);
   end Free_Connection;

   -------------
   -- Outcome --
   -------------

   function Outcome (Item : Handle; Code : Int) return Results is
     (if Code > 0 then Moved
      else (case SSL_get_error (Item, Code) is
               when Error_Want_Read   => Wants_To_Read,
               when Error_Want_Write  => Wants_To_Write,
               when Error_Zero_Return => Ended,
               when others            => Broken));

   -----------------
   -- Accept_Peer --
   -----------------

   function Accept_Peer (Item : Handle) return Results is
   begin
      --  What is left of another connection's failure would be read as ours.
      ERR_clear_error.all;
      return Outcome (Item, SSL_accept (Item));
   end Accept_Peer;

   ----------
   -- Read --
   ----------

   procedure Read
     (Item : Handle; Buffer : out String; Count : out Natural; Result : out Results)
   is
      Code : Int;
   begin
      ERR_clear_error.all;
      Code   := SSL_read (Item, Buffer'Address, Buffer'Length);
      Result := Outcome (Item, Code);
      Count  := Natural (Int'Max (Code, 0));
   end Read;

   -----------
   -- Write --
   -----------

   procedure Write
     (Item : Handle; Data : String; Count : out Natural; Result : out Results)
   is
      Code : Int;
   begin
      ERR_clear_error.all;
      Code   := SSL_write (Item, Data'Address, Data'Length);
      Result := Outcome (Item, Code);
      Count  := Natural (Int'Max (Code, 0));
   end Write;

   procedure Say_End (Item : Handle) is
      Ignored : Int;
      pragma Unreferenced (Ignored);
   begin
      ERR_clear_error.all;
      Ignored := SSL_shutdown (Item);
   end Say_End;

end Security_Service.OpenSSL;
